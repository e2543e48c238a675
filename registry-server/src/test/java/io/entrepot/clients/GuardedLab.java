package io.entrepot.clients;

import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A server that asks who one is, and the users it knows.
 *
 * @param pusher may push, pull, and make repositories by pushing, public ones as well
 * @param filler may push and pull, and makes no repository
 * @param puller may pull alone
 * @param administrator may do all that ECR has
 * @param guessed for each client a user whose password it gets wrong, so that none is slowed for
 *     what another did
 * @param probe sees what the clients left
 */
record GuardedLab(
    RegistryProcess registry,
    Person pusher,
    Person filler,
    Person puller,
    Person administrator,
    Map<Client, Credentials> guessed,
    RegistryProbe probe)
    implements AutoCloseable {

  static GuardedLab open(Path data) {
    PublicRepositories.make(data, List.of(Client.values()).stream().map(GuardedLab::open).toList());
    try (GuardedData users = GuardedData.open(data)) {
      Person pusher = users.person("pusher", "PowerUser");
      users.allowCreating(pusher);
      users.allowAllInPublic(pusher);
      Map<Client, Credentials> guessed = new EnumMap<>(Client.class);
      for (Client client : Client.values()) {
        guessed.put(client, users.nobody("guessed-" + label(client)));
      }
      Person filler = users.person("filler", "PowerUser");
      Person puller = users.person("puller", "PullOnly");
      Person administrator = users.person("administrator", "FullAccess");
      RegistryProcess registry = RegistryProcess.startGuarded(data, GuardedData.ACCOUNT.value());
      RegistryProbe probe =
          new RegistryProbe(registry.address(), Optional.of(pusher.by(CredentialKind.ACCESS_KEY)));
      return new GuardedLab(registry, pusher, filler, puller, administrator, guessed, probe);
    }
  }

  /** The repository that everybody may pull from, one for each client. */
  static String open(Client client) {
    return "open/" + label(client);
  }

  /** A public repository of this client. */
  static String inPublic(Client client) {
    return "public/" + GuardedData.PUBLIC_ALIAS + "/" + label(client);
  }

  static String label(Client client) {
    return client.name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
  }

  /** The user whose password this client gets wrong. */
  Credentials guessedBy(Client client) {
    return Optional.ofNullable(guessed.get(client)).orElseThrow();
  }

  String address() {
    return registry.address();
  }

  /** HOST:PORT/REPOSITORY, as clients name it. */
  String name(String repository) {
    return registry.address() + "/" + repository;
  }

  @Override
  public void close() {
    registry.close();
  }
}
