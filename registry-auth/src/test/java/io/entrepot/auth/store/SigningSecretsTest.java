package io.entrepot.auth.store;

import static io.entrepot.auth.store.TestStore.ACCOUNT;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.entrepot.auth.credential.Credential;
import io.entrepot.auth.credential.Login;
import io.entrepot.auth.credential.SigningSecret;
import io.entrepot.auth.identity.IdentityName;
import io.entrepot.auth.identity.NewAccessKey;
import io.entrepot.auth.token.TemporaryKeys;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With what signed requests are checked. */
final class SigningSecretsTest {
  private static final IdentityName ALICE = IdentityName.user(ACCOUNT, "alice");
  private static final Instant LATER = TestStore.NOW.plus(Duration.ofHours(1));

  @TempDir Path folder;
  private TestStore test;
  private NewAccessKey key;

  @BeforeEach
  void make() {
    test = new TestStore(folder);
    test.store().users().create(ACCOUNT, "alice");
    key = test.store().accessKeys().create(ALICE);
  }

  @AfterEach
  void close() {
    test.close();
  }

  private Optional<SigningSecret> find(String id, Optional<String> token) {
    return test.store().signingSecrets().find(id, token);
  }

  private Optional<SigningSecret> find() {
    return find(key.key().id(), Optional.empty());
  }

  private TemporaryKeys.Issued temporary(Login login, Instant expires) {
    return test.store()
        .temporaryKeys()
        .issue(login, Optional.empty(), TestStore.NOW.minus(Duration.ofHours(2)), expires);
  }

  @Test
  void a_key_signs_for_its_owner() {
    SigningSecret secret = find().orElseThrow();
    assertEquals(new Credential.AccessKey(key.key().id()), secret.login().credential());
    assertEquals(Optional.empty(), secret.expires());
    assertArrayEquals(
        new SigningSecret(
                key.secret(), secret.login(), Optional.empty(), Optional.empty(), Optional.empty())
            .signingKey("20260102", "eu-west-1", "ecr"),
        secret.signingKey("20260102", "eu-west-1", "ecr"));
    assertFalse(secret.toString().contains(key.secret().reveal()));
  }

  @Test
  void a_key_that_was_switched_off_deleted_or_lost_its_owner_is_not_found_at_once() {
    assertTrue(find().isPresent());
    test.store().accessKeys().activate(ALICE, key.key().id(), false);
    assertTrue(find().isEmpty());
    test.store().accessKeys().activate(ALICE, key.key().id(), true);
    assertTrue(find().isPresent());
    test.store().accessKeys().delete(ALICE, key.key().id());
    assertTrue(find().isEmpty());
    assertTrue(find("AKIAXXXXXXXXXXXXXXXX", Optional.empty()).isEmpty());
    assertTrue(find("", Optional.empty()).isEmpty());
  }

  @Test
  void a_temporary_key_brings_its_secret_and_ends_with_what_it_was_given_for() {
    Login login = find().orElseThrow().login();
    TemporaryKeys.Issued issued = temporary(login, LATER);
    Optional<String> token = Optional.of(issued.sessionToken().reveal());
    SigningSecret secret = find(issued.accessKeyId(), token).orElseThrow();
    assertEquals(login, secret.login());
    assertEquals(Optional.of(LATER), secret.expires());
    assertArrayEquals(
        new SigningSecret(
                issued.secret(), login, Optional.empty(), Optional.empty(), Optional.empty())
            .signingKey("20260102", "eu-west-1", "ecr"),
        secret.signingKey("20260102", "eu-west-1", "ecr"));
    test.store().accessKeys().activate(ALICE, key.key().id(), false);
    assertTrue(find(issued.accessKeyId(), token).isEmpty());
  }

  @Test
  void a_temporary_key_whose_time_is_over_is_found_so_that_it_can_be_told() {
    Instant before = TestStore.NOW.minus(Duration.ofHours(1));
    TemporaryKeys.Issued issued = temporary(find().orElseThrow().login(), before);
    assertEquals(
        Optional.of(before),
        find(issued.accessKeyId(), Optional.of(issued.sessionToken().reveal()))
            .orElseThrow()
            .expires());
  }

  @Test
  void key_and_session_token_have_to_belong_together() {
    Login login = find().orElseThrow().login();
    TemporaryKeys.Issued one = temporary(login, LATER);
    TemporaryKeys.Issued other = temporary(login, LATER);
    assertTrue(find(one.accessKeyId(), Optional.of(other.sessionToken().reveal())).isEmpty());
    assertTrue(find(one.accessKeyId(), Optional.empty()).isEmpty());
    assertTrue(find(one.accessKeyId(), Optional.of("nonsense")).isEmpty());
    assertTrue(find(key.key().id(), Optional.of(one.sessionToken().reveal())).isEmpty());
  }
}
