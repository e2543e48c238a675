package io.entrepot.auth.store;

import static org.junit.jupiter.api.Assertions.assertThrows;

import io.entrepot.auth.credential.Login;
import io.entrepot.auth.credential.MasterKey;
import io.entrepot.auth.credential.Secret;
import io.entrepot.auth.credential.StandingLookup;
import io.entrepot.auth.identity.IdentityException;
import io.entrepot.auth.identity.IdentityFailure;
import io.entrepot.auth.identity.NewAccount;
import io.entrepot.auth.identity.RootCredentials;
import io.entrepot.auth.principal.AccountId;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.function.Executable;

/** A store on a real file, with one account, that can be closed and opened again. */
final class TestStore implements AutoCloseable {
  static final AccountId ACCOUNT = new AccountId("123456789012");
  static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");
  static final String ROOT_PASSWORD = "root-password";
  static final String ALLOW_PULL =
      """
      {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"ecr:BatchGetImage",\
      "Resource":"*"}]}\
      """;
  static final String TRUST =
      """
      {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"sts:AssumeRole",\
      "Principal":{"AWS":"123456789012"}}]}\
      """;

  /** How many password hashes were computed since it was made. */
  final AtomicInteger passwordsComputed = new AtomicInteger();

  final NewAccount root;
  private final Path file;
  private IdentityStore store;

  TestStore(Path folder) {
    file = folder.resolve("identity.db");
    store = open();
    root =
        store
            .accounts()
            .create(
                ACCOUNT,
                new RootCredentials(
                    Optional.of(new Secret(ROOT_PASSWORD)), Optional.empty(), Optional.empty()));
  }

  static MasterKey key(int value) {
    byte[] bytes = new byte[MasterKey.BYTES];
    Arrays.fill(bytes, (byte) value);
    return new MasterKey(bytes, new SecureRandom());
  }

  IdentityStore store() {
    return store;
  }

  void reopen() {
    store.close();
    store = open();
  }

  private IdentityStore open() {
    return IdentityStore.open(
        file, key(7), () -> NOW, new SecureRandom(), passwordsComputed::incrementAndGet);
  }

  StandingLookup.Current current(Login login) {
    return (StandingLookup.Current) store.standings().of(login, Optional.empty());
  }

  boolean gone(Login login) {
    return store.standings().of(login, Optional.empty()) instanceof StandingLookup.Gone;
  }

  /** What a call is refused with. */
  static IdentityFailure refused(Executable call) {
    return assertThrows(IdentityException.class, call).failure();
  }

  /** The name of the error that a call is refused with. */
  static String code(Executable call) {
    return refused(call).code();
  }

  @Override
  public void close() {
    store.close();
  }
}
