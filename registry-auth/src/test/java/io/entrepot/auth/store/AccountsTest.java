package io.entrepot.auth.store;

import static io.entrepot.auth.store.TestStore.ACCOUNT;
import static io.entrepot.auth.store.TestStore.TRUST;
import static io.entrepot.auth.store.TestStore.code;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.entrepot.auth.identity.AccessKey;
import io.entrepot.auth.identity.AwsManagedPolicies;
import io.entrepot.auth.identity.IdentityName;
import io.entrepot.auth.identity.KeyUse;
import io.entrepot.auth.identity.NewAccount;
import io.entrepot.auth.identity.NewOidcProvider;
import io.entrepot.auth.identity.NewRole;
import io.entrepot.auth.identity.OidcProvider;
import io.entrepot.auth.identity.PageRequest;
import io.entrepot.auth.identity.PolicyVersion;
import io.entrepot.auth.identity.Role;
import io.entrepot.auth.identity.RootCredentials;
import io.entrepot.auth.policy.PolicyDocument;
import io.entrepot.auth.policy.PolicyKind;
import io.entrepot.auth.principal.AccountId;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The first start, accounts, and what principals stand for. */
final class AccountsTest {
  private static final AccountId OTHER = new AccountId("210987654321");
  private static final String SECRET = "abcdefghijklmnopqrstuvwxyz0123456789ABCD";

  @TempDir Path folder;

  @Test
  void the_first_start_makes_a_root_with_random_credentials_and_the_second_nothing() {
    Bootstrap bootstrap = Bootstrap.from(Map.of(Bootstrap.PASSWORD, ""));
    try (IdentityStore store = open("identity.db");
        IdentityStore another = open("another.db")) {
      NewAccount root = bootstrap.run(store).orElseThrow();
      assertEquals(Bootstrap.DEFAULT_ACCOUNT, root.account());
      assertTrue(
          store.logins().password(root.account(), "root", root.password().reveal()).isPresent());
      assertTrue(
          store
              .logins()
              .accessKey(root.accessKeyId(), root.secretAccessKey().reveal())
              .isPresent());
      assertEquals(Optional.empty(), bootstrap.run(store));
      NewAccount second = bootstrap.run(another).orElseThrow();
      assertNotEquals(root.password(), second.password());
      assertNotEquals(root.secretAccessKey(), second.secretAccessKey());
    }
    try (IdentityStore store = open("identity.db")) {
      assertEquals(
          Optional.empty(), Bootstrap.from(Map.of(Bootstrap.ACCOUNT, "111111111111")).run(store));
    }
  }

  @Test
  void the_first_start_takes_what_the_environment_gives() {
    Bootstrap bootstrap =
        Bootstrap.from(
            Map.of(
                Bootstrap.ACCOUNT,
                OTHER.value(),
                Bootstrap.PASSWORD,
                "a long password",
                Bootstrap.ACCESS_KEY_ID,
                "AKIAIOSFODNN7EXAMPLE",
                Bootstrap.SECRET_ACCESS_KEY,
                SECRET));
    try (IdentityStore store = open("identity.db")) {
      assertEquals(OTHER, bootstrap.run(store).orElseThrow().account());
      assertTrue(store.logins().password(OTHER, "root", "a long password").isPresent());
      assertTrue(store.logins().accessKey("AKIAIOSFODNN7EXAMPLE", SECRET).isPresent());
    }
  }

  @Test
  void the_environment_is_held_to_the_rules() {
    assertEquals(
        "InvalidInput",
        code(() -> Bootstrap.from(Map.of(Bootstrap.ACCESS_KEY_ID, "AKIAIOSFODNN7EXAMPLE"))));
    assertEquals(
        "InvalidInput",
        code(() ->
            Bootstrap.from(
                Map.of(
                    Bootstrap.ACCESS_KEY_ID, "AKIAIOSFODNN7EXAMPLE",
                    Bootstrap.SECRET_ACCESS_KEY, "short"))));
    assertThrows(
        IllegalArgumentException.class, () -> Bootstrap.from(Map.of(Bootstrap.ACCOUNT, "12")));
    try (IdentityStore store = open("identity.db")) {
      assertEquals(
          "PasswordPolicyViolation",
          code(() -> Bootstrap.from(Map.of(Bootstrap.PASSWORD, "short")).run(store)));
      assertEquals(List.of(), store.accounts().list(PageRequest.FIRST).items());
    }
  }

  @Test
  void accounts_stand_side_by_side() {
    try (TestStore test = new TestStore(folder)) {
      Accounts accounts = test.store().accounts();
      accounts.create(OTHER, RootCredentials.RANDOM);
      assertEquals(List.of(ACCOUNT, OTHER), accounts.list(PageRequest.FIRST).items());
      assertEquals(
          "EntityAlreadyExists", code(() -> accounts.create(OTHER, RootCredentials.RANDOM)));
      assertTrue(accounts.exists(OTHER));
      IdentityName root = IdentityName.root(OTHER);
      AccessKey key = test.store().accessKeys().list(root, PageRequest.FIRST).items().getFirst();
      assertEquals(root, key.owner());
      assertEquals(Optional.of(key), test.store().accessKeys().find(key.id()));
    }
  }

  @Test
  void the_last_use_of_a_key_is_told_at_once_and_written_later() {
    try (TestStore test = new TestStore(folder)) {
      String id = test.root.accessKeyId();
      KeyUse use = new KeyUse(TestStore.NOW, "ecr", "us-east-1");
      assertEquals(Optional.empty(), test.store().accessKeys().lastUse(id));
      test.store().accessKeys().used(id, "sts", "us-east-1");
      test.store().accessKeys().used(id, "ecr", "us-east-1");
      assertEquals(Optional.of(use), test.store().accessKeys().lastUse(id));
      test.reopen();
      assertEquals(Optional.of(use), test.store().accessKeys().lastUse(id));
    }
  }

  @Test
  void principals_are_told_as_what_they_are_kept_as_and_back() {
    try (TestStore test = new TestStore(folder)) {
      IdentityStore store = test.store();
      String user = store.users().create(ACCOUNT, "alice").id();
      store.users().update(ACCOUNT, "alice", Optional.empty(), Optional.of("/team/"));
      Role role = store.roles().create(NewRole.of(ACCOUNT, "ci", TRUST));
      String group = store.groups().create(ACCOUNT, "g", "/").arn();
      String session = role.session("run").arn();
      String root = "arn:aws:iam::123456789012:root";
      String guest = "arn:aws:sts::123456789012:federated-user/guest";
      String alice = "arn:aws:iam::123456789012:user/team/alice";
      assertEquals(
          Map.of(
              alice,
              user,
              role.arn(),
              role.id(),
              session,
              session,
              root,
              root,
              "123456789012",
              root,
              guest,
              guest,
              user,
              user),
          store
              .principalIds()
              .resolve(
                  List.of(
                      alice,
                      role.arn(),
                      session,
                      root,
                      "123456789012",
                      guest,
                      user,
                      group,
                      "210987654321",
                      "arn:aws:iam::210987654321:root",
                      "arn:aws:iam::123456789012:user/alice",
                      "arn:aws:iam::123456789012:role/other",
                      "arn:aws:sts::123456789012:assumed-role/other/run",
                      "AIDAAAAAAAAAAAAAAAAAA",
                      "nonsense")));
      assertEquals(
          Map.of(user, alice, role.id(), role.arn()),
          store.principalIds().arns(List.of(user, role.id(), "AROAAAAAAAAAAAAAAAAAA", root)));
      store.users().delete(ACCOUNT, "alice");
      assertEquals(Map.of(), store.principalIds().arns(List.of(user)));
    }
  }

  @Test
  void a_role_is_found_by_its_whole_arn() {
    try (TestStore test = new TestStore(folder)) {
      Roles roles = test.store().roles();
      Role role = roles.create(NewRole.of(ACCOUNT, "ci", TRUST));
      assertEquals(Optional.of(role), roles.byArn("arn:aws:iam::123456789012:role/ci"));
      assertEquals(Optional.empty(), roles.byArn("arn:aws:iam::123456789012:role/x/ci"));
      assertEquals(Optional.empty(), roles.byArn("arn:aws:iam::123456789012:user/ci"));
      assertEquals(Optional.empty(), roles.byArn("ci"));
      String other = TRUST.replace(ACCOUNT.value(), OTHER.value());
      assertEquals(
          "MalformedPolicyDocument", code(() -> roles.updateTrustPolicy(ACCOUNT, "ci", other)));
      test.store().accounts().create(OTHER, RootCredentials.RANDOM);
      roles.updateTrustPolicy(ACCOUNT, "ci", other);
      assertEquals(other, roles.get(ACCOUNT, "ci").trustPolicy());
    }
  }

  @Test
  void a_trust_policy_keeps_unique_ids_and_shows_names() {
    try (TestStore test = new TestStore(folder)) {
      Roles roles = test.store().roles();
      String arn = test.store().users().create(ACCOUNT, "alice").arn();
      String id = test.store().users().get(ACCOUNT, "alice").id();
      String told = TRUST.replace(ACCOUNT.value(), arn);
      Role role = roles.create(NewRole.of(ACCOUNT, "ci", told));
      assertEquals(told.replace(arn, id), role.trustPolicy());
      assertEquals(told, roles.shownTrustPolicy(role));
      test.store().users().delete(ACCOUNT, "alice");
      test.store().users().create(ACCOUNT, "alice");
      assertEquals(role, roles.get(ACCOUNT, "ci"));
      assertEquals(told.replace(arn, id), roles.shownTrustPolicy(role));
    }
  }

  @Test
  void a_provider_is_found_by_its_issuer_in_its_own_account() {
    try (TestStore test = new TestStore(folder)) {
      OidcProviders providers = test.store().oidcProviders();
      String url = "https://ci.example.org/realm";
      NewOidcProvider wanted =
          new NewOidcProvider(ACCOUNT, url, List.of("a", "a", "b"), List.of(), Map.of("t", "v"));
      OidcProvider made = providers.create(wanted);
      assertEquals("arn:aws:iam::123456789012:oidc-provider/ci.example.org/realm", made.arn());
      assertEquals(List.of("a", "b"), made.clientIds());
      assertEquals(Optional.of(made), providers.byIssuer(ACCOUNT, url));
      assertEquals(Optional.empty(), providers.byIssuer(OTHER, url));
      assertEquals(List.of(made), providers.list(ACCOUNT));
      assertEquals("EntityAlreadyExists", code(() -> providers.create(wanted)));
      assertEquals("NoSuchEntity", code(() -> providers.get(OTHER, made.arn())));
      for (String wrong :
          List.of(
              "http://x.org",
              "http://127.0.0.1.x.org",
              "https://",
              "https://x.org?q",
              "https://u@x.org",
              "x")) {
        assertEquals(
            "InvalidInput",
            code(() -> new NewOidcProvider(ACCOUNT, wrong, List.of(), List.of(), Map.of())),
            wrong);
      }
    }
  }

  @Test
  void the_built_in_policies_are_policies() {
    for (PolicyVersion version : AwsManagedPolicies.all().values()) {
      PolicyDocument document = PolicyDocument.parse(version.document(), PolicyKind.IDENTITY);
      assertTrue(document.statements().size() >= 1);
    }
    assertEquals(7, AwsManagedPolicies.all().size());
  }

  private IdentityStore open(String file) {
    return IdentityStore.open(
        folder.resolve(file), TestStore.key(1), () -> TestStore.NOW, new SecureRandom());
  }
}
