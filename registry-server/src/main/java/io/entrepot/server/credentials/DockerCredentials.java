package io.entrepot.server.credentials;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * {@code docker-credential-entrepot}: docker's credential helper protocol (docker documentation,
 * docker login, Credential helper protocol). Failures go to the standard output, in docker's own
 * words where its clients look for them.
 *
 * <p>Credentials of variables are given for the registry that {@code ENTREPOT_ENDPOINT} names and
 * no other, so that a helper which is configured for all registries gives none of them away.
 */
public final class DockerCredentials {
  /** As {@code entrepot} knows it; the script {@code docker-credential-entrepot} adds it. */
  public static final String COMMAND = "docker-credential";

  private static final String NOT_FOUND = "credentials not found in native keychain";
  private static final String NO_SERVER = "no credentials server URL";
  private static final String NO_USER = "no credentials username";
  private static final String USAGE =
      "Usage: docker-credential-entrepot <store|get|erase|list|version>";

  private final Sources sources;
  private final CredentialStore store;
  private final Streams streams;

  private DockerCredentials(Sources sources, CredentialStore store, Streams streams) {
    this.sources = sources;
    this.store = store;
    this.streams = streams;
  }

  /**
   * Does one action.
   *
   * @param arguments those after the command: the action
   * @return the exit code: 0 or 1
   */
  public static int run(List<String> arguments, Map<String, String> variables, String version) {
    return run(arguments, variables, version, new Streams(System.in, System.out, System.err));
  }

  static int run(
      List<String> arguments, Map<String, String> variables, String version, Streams streams) {
    Sources sources = new Sources(variables);
    DockerCredentials helper = new DockerCredentials(sources, CredentialStore.of(sources), streams);
    try {
      if (arguments.size() != 1) {
        throw new CredentialException(USAGE);
      }
      helper.act(arguments.getFirst(), version);
      return 0;
    } catch (CredentialException e) {
      streams.out().println(e.sentence());
      return 1;
    }
  }

  private void act(String action, String version) throws CredentialException {
    switch (action) {
      case "get" -> get(server(streams.request()));
      case "store" -> store(JsonObject.parse(streams.request(), "the request"));
      case "erase" -> store.remove(server(streams.request()));
      case "list" -> list();
      case "version" -> streams.out().println("docker-credential-entrepot " + version);
      case "--help", "help" -> streams.out().println(USAGE);
      default ->
          throw new CredentialException(
              "docker-credential-entrepot: unknown action: " + action + "\n" + USAGE);
    }
  }

  private static String server(String text) throws CredentialException {
    String server = text.strip();
    if (server.isEmpty()) {
      throw new CredentialException(NO_SERVER);
    }
    return server;
  }

  private void get(String server) throws CredentialException {
    Optional<LoginSecret> login = ofVariables(server);
    if (login.isEmpty()) {
      login = store.get(server);
    }
    LoginSecret found = login.orElseThrow(() -> new CredentialException(NOT_FOUND));
    streams
        .out()
        .println(
            JsonObject.write(json -> {
              json.writeStringProperty("ServerURL", server);
              json.writeStringProperty("Username", found.user());
              json.writeStringProperty("Secret", found.secret());
            }));
  }

  private Optional<LoginSecret> ofVariables(String server) throws CredentialException {
    Optional<String> own = sources.variable("ENTREPOT_ENDPOINT");
    if (own.isEmpty()) {
      return Optional.empty();
    }
    RegistryAddress registry = RegistryAddress.parse(own.get());
    if (!registry.isSameAs(RegistryAddress.parse(server))) {
      return Optional.empty();
    }
    Optional<String> token = sources.token();
    Optional<String> role = sources.role();
    if (token.isPresent() && role.isPresent()) {
      return Optional.of(
          new TokenExchange(sources.authorities()).exchange(registry, role.get(), token.get()));
    }
    return sources.accessKey();
  }

  private void store(JsonObject request) throws CredentialException {
    String server = request.text("ServerURL").orElseThrow(() -> new CredentialException(NO_SERVER));
    String user = request.text("Username").orElseThrow(() -> new CredentialException(NO_USER));
    store.put(server, user, request.text("Secret").orElse(""));
  }

  private void list() throws CredentialException {
    Map<String, String> users = store.list();
    streams.out().println(JsonObject.write(json -> users.forEach(json::writeStringProperty)));
  }
}
