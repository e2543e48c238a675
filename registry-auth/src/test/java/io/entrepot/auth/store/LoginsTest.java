package io.entrepot.auth.store;

import static io.entrepot.auth.store.TestStore.ACCOUNT;
import static io.entrepot.auth.store.TestStore.ROOT_PASSWORD;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.entrepot.auth.credential.Credential;
import io.entrepot.auth.credential.Login;
import io.entrepot.auth.credential.StandingLookup;
import io.entrepot.auth.decide.AttachedPolicy;
import io.entrepot.auth.identity.IdentityName;
import io.entrepot.auth.identity.NewAccessKey;
import io.entrepot.auth.principal.AccountId;
import io.entrepot.auth.principal.Principal;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who gets in, and for how long. */
final class LoginsTest {
  private static final IdentityName ALICE = IdentityName.user(ACCOUNT, "alice");

  @TempDir Path folder;
  private TestStore test;

  @BeforeEach
  void open() {
    test = new TestStore(folder);
    test.store().users().create(ACCOUNT, "alice");
  }

  @AfterEach
  void close() {
    test.close();
  }

  @Test
  void root_logs_in_with_its_password_and_with_its_key() {
    Principal root = new Principal.Root(ACCOUNT);
    assertEquals(root, password("root", ROOT_PASSWORD).orElseThrow().principal());
    Login byKey =
        test.store()
            .logins()
            .accessKey(test.root.accessKeyId(), test.root.secretAccessKey().reveal())
            .orElseThrow();
    assertEquals(new Login(root, new Credential.AccessKey(test.root.accessKeyId())), byKey);
    assertEquals(Optional.empty(), password("root", "another-password"));
  }

  @Test
  void a_user_logs_in_with_the_password_that_was_set_and_no_other() {
    test.store().loginProfiles().create(ALICE, "correct horse");
    test.reopen();
    Login login = password("alice", "correct horse").orElseThrow();
    assertEquals(test.store().users().get(ACCOUNT, "alice").principal(), login.principal());
    assertEquals(Optional.empty(), password("alice", "correct horsf"));
    assertEquals(Optional.empty(), password("Alice", "correct horse"));
    assertEquals(
        Optional.empty(),
        test.store().logins().password(new AccountId("999999999999"), "alice", "correct horse"));
  }

  @Test
  void every_refused_password_costs_one_computation_as_does_a_right_one() {
    test.store().loginProfiles().create(ALICE, "correct horse");
    test.store().users().create(ACCOUNT, "bob");
    for (String user : new String[] {"alice", "bob", "nobody", "root", ""}) {
      int before = test.passwordsComputed.get();
      assertEquals(Optional.empty(), password(user, "wrong password"), user);
      assertEquals(before + 1, test.passwordsComputed.get(), user);
    }
    int before = test.passwordsComputed.get();
    assertTrue(password("alice", "correct horse").isPresent());
    assertEquals(before + 1, test.passwordsComputed.get());
  }

  @Test
  void a_new_password_ends_what_the_last_one_began() {
    test.store().loginProfiles().create(ALICE, "correct horse");
    Login login = password("alice", "correct horse").orElseThrow();
    assertFalse(test.gone(login));
    test.store().loginProfiles().update(ALICE, "battery staple");
    assertTrue(test.gone(login));
    assertEquals(Optional.empty(), password("alice", "correct horse"));
    Login second = password("alice", "battery staple").orElseThrow();
    test.store().loginProfiles().delete(ALICE);
    assertTrue(test.gone(second));
    test.store().loginProfiles().create(ALICE, "correct horse");
    assertTrue(test.gone(login), "an old proof does not come back with an old password");
    assertTrue(test.gone(second));
  }

  @Test
  void a_key_proves_its_owner_until_it_is_inactive_or_deleted() {
    NewAccessKey key = test.store().accessKeys().create(ALICE);
    String id = key.key().id();
    Login login = byKey(key).orElseThrow();
    assertEquals("alice", login.principal().userName().orElseThrow());
    assertEquals(
        Optional.empty(), test.store().logins().accessKey(id, key.secret().reveal() + "x"));
    assertEquals(Optional.empty(), test.store().logins().accessKey("AKIA", key.secret().reveal()));

    test.store().accessKeys().activate(ALICE, id, false);
    assertEquals(Optional.empty(), byKey(key));
    assertTrue(test.gone(login));
    test.store().accessKeys().activate(ALICE, id, true);
    assertTrue(byKey(key).isPresent());
    assertFalse(test.gone(login));
    test.store().accessKeys().delete(ALICE, id);
    assertEquals(Optional.empty(), byKey(key));
    assertTrue(test.gone(login));
  }

  @Test
  void a_key_proves_its_owner_alone() {
    NewAccessKey key = test.store().accessKeys().create(ALICE);
    Principal bob = test.store().users().create(ACCOUNT, "bob").principal();
    assertTrue(test.gone(new Login(bob, new Credential.AccessKey(key.key().id()))));
    assertTrue(
        test.gone(
            new Login(new Principal.Root(ACCOUNT), new Credential.AccessKey(key.key().id()))));
  }

  @Test
  void a_user_made_anew_under_the_same_name_is_another() {
    test.store().loginProfiles().create(ALICE, "correct horse");
    Login login = password("alice", "correct horse").orElseThrow();
    test.store().loginProfiles().delete(ALICE);
    test.store().users().delete(ACCOUNT, "alice");
    assertTrue(test.gone(login));
    test.store().users().create(ACCOUNT, "alice");
    test.store().loginProfiles().create(ALICE, "correct horse");
    assertTrue(test.gone(login));
    assertTrue(password("alice", "correct horse").isPresent());
  }

  @Test
  void a_renamed_user_has_to_log_in_again() {
    NewAccessKey key = test.store().accessKeys().create(ALICE);
    Login login = byKey(key).orElseThrow();
    test.store().users().update(ACCOUNT, "alice", Optional.of("alicia"), Optional.of("/team/"));
    assertTrue(test.gone(login));
    assertEquals("arn:aws:iam::123456789012:user/team/alicia", byKey(key).get().principal().arn());
  }

  @Test
  void nothing_is_told_from_memory_before_it_was_read_and_nothing_that_has_changed() {
    NewAccessKey key = test.store().accessKeys().create(ALICE);
    Login login =
        new Login(
            test.store().users().get(ACCOUNT, "alice").principal(),
            new Credential.AccessKey(key.key().id()));
    assertInstanceOf(
        StandingLookup.NotInMemory.class, test.store().standings().now(login, Optional.empty()));
    StandingLookup read = test.store().standings().of(login, Optional.empty());
    assertEquals(read, test.store().standings().now(login, Optional.empty()));
    test.store().users().create(ACCOUNT, "bob");
    assertInstanceOf(
        StandingLookup.NotInMemory.class, test.store().standings().now(login, Optional.empty()));
    assertEquals(policies(read), policies(test.store().standings().of(login, Optional.empty())));
  }

  private static List<AttachedPolicy> policies(StandingLookup found) {
    return assertInstanceOf(StandingLookup.Current.class, found).standing().identity().list();
  }

  private Optional<Login> password(String user, String password) {
    return test.store().logins().password(ACCOUNT, user, password);
  }

  private Optional<Login> byKey(NewAccessKey key) {
    return test.store().logins().accessKey(key.key().id(), key.secret().reveal());
  }
}
