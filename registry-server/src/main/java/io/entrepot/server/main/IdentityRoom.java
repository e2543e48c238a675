package io.entrepot.server.main;

import io.entrepot.auth.credential.KeyFile;
import io.entrepot.auth.credential.MasterKey;
import io.entrepot.auth.credential.MasterKeyException;
import io.entrepot.auth.identity.IdentityException;
import io.entrepot.auth.identity.NewAccount;
import io.entrepot.auth.identity.RootCredentials;
import io.entrepot.auth.principal.AccountId;
import io.entrepot.auth.store.Bootstrap;
import io.entrepot.auth.store.IdentityCopy;
import io.entrepot.auth.store.IdentityStore;
import io.entrepot.auth.store.StoreException;
import io.entrepot.server.config.IdentitySettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;

/** Opens the identities, and makes the first account when there is none. */
final class IdentityRoom {
  static final String FILE_NAME = "identity.db";
  private static final String KEY_FILE_NAME = "master.key";

  private IdentityRoom() {}

  /**
   * Opens them.
   *
   * @param data the data folder
   * @param environment may name root's first credentials
   * @throws StartException when they cannot be opened, in one sentence
   */
  static IdentityStore open(
      Path data, IdentitySettings settings, Map<String, String> environment, InstantSource clock)
      throws StartException {
    try {
      SecureRandom random = new SecureRandom();
      MasterKey key =
          settings.keyFile().isPresent()
              ? KeyFile.read(settings.keyFile().get(), random)
              : ownKey(data, random);
      IdentityStore store = IdentityStore.open(data.resolve(FILE_NAME), key, clock, random);
      try {
        bootstrap(store, settings, environment);
        return store;
      } catch (RuntimeException e) {
        store.close();
        throw e;
      }
    } catch (IdentityException e) {
      throw new StartException(
          "root's first credentials ("
              + Bootstrap.PASSWORD
              + ", or "
              + Bootstrap.ACCESS_KEY_ID
              + " with "
              + Bootstrap.SECRET_ACCESS_KEY
              + ") are no good: "
              + e.getMessage());
    } catch (MasterKeyException | StoreException e) {
      throw new StartException(
          "the identities in " + data + " cannot be opened: " + e.getMessage());
    }
  }

  /** The key in the data folder; a new one would open nothing of what is there already. */
  private static MasterKey ownKey(Path data, SecureRandom random) {
    Path file = data.resolve(KEY_FILE_NAME);
    if (Files.exists(data.resolve(FILE_NAME)) && !Files.exists(file)) {
      throw new MasterKeyException(
          "The master key that they were sealed with is not at "
              + file
              + ": put it back, or name it with --key-file.");
    }
    return KeyFile.readOrMake(file, random);
  }

  /** Copies the identities of a data folder, if it has any, into a backup; never the key. */
  static void copy(Path data, Path backup) throws IOException {
    Path file = data.resolve(FILE_NAME);
    if (Files.exists(file)) {
      IdentityCopy.write(file, backup.resolve(FILE_NAME));
    }
  }

  private static void bootstrap(
      IdentityStore store, IdentitySettings settings, Map<String, String> environment) {
    RootCredentials given = Bootstrap.from(withoutAccount(environment)).credentials();
    new Bootstrap(new AccountId(settings.account()), given)
        .run(store)
        .ifPresent(account -> tell(account, given));
  }

  /** The account is a setting, and may come from elsewhere. */
  private static Map<String, String> withoutAccount(Map<String, String> environment) {
    Map<String, String> rest = new HashMap<>(environment);
    rest.remove(Bootstrap.ACCOUNT);
    return rest;
  }

  /** Once, and on the standard output alone; what somebody gave they know. */
  private static void tell(NewAccount account, RootCredentials given) {
    System.out.println("account " + account.account() + " was made; this is told once:");
    System.out.println("root user name root");
    if (given.password().isEmpty()) {
      System.out.println("root password " + account.password().reveal());
    }
    System.out.println("root access key id " + account.accessKeyId());
    if (given.secretAccessKey().isEmpty()) {
      System.out.println("root secret access key " + account.secretAccessKey().reveal());
    }
    System.out.flush();
  }
}
