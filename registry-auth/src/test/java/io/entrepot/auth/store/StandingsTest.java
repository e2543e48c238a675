package io.entrepot.auth.store;

import static io.entrepot.auth.store.TestStore.ACCOUNT;
import static io.entrepot.auth.store.TestStore.ALLOW_PULL;
import static io.entrepot.auth.store.TestStore.TRUST;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.entrepot.auth.credential.Credential;
import io.entrepot.auth.credential.Login;
import io.entrepot.auth.credential.StandingLookup;
import io.entrepot.auth.decide.AttachedPolicy;
import io.entrepot.auth.decide.Standing;
import io.entrepot.auth.identity.AwsManagedPolicies;
import io.entrepot.auth.identity.IdentityName;
import io.entrepot.auth.identity.InlinePolicy;
import io.entrepot.auth.identity.NewOidcProvider;
import io.entrepot.auth.identity.NewPolicy;
import io.entrepot.auth.identity.NewRole;
import io.entrepot.auth.principal.Principal;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a login is worth. */
final class StandingsTest {
  private static final IdentityName ALICE = IdentityName.user(ACCOUNT, "alice");
  private static final IdentityName TEAM = IdentityName.group(ACCOUNT, "team");
  private static final IdentityName CI = IdentityName.role(ACCOUNT, "ci");
  private static final String READ_ONLY =
      AwsManagedPolicies.PREFIX + "AmazonEC2ContainerRegistryReadOnly";
  private static final String DENY = ALLOW_PULL.replace("Allow", "Deny");

  @TempDir Path folder;
  private TestStore test;
  private Login alice;

  @BeforeEach
  void open() {
    test = new TestStore(folder);
    Principal principal = test.store().users().create(ACCOUNT, "alice").principal();
    String key = test.store().accessKeys().create(ALICE).key().id();
    alice = new Login(principal, new Credential.AccessKey(key));
  }

  @AfterEach
  void close() {
    test.close();
  }

  @Test
  void a_user_has_its_own_policies_and_those_of_its_groups() {
    IdentityStore store = test.store();
    String team = store.managedPolicies().create(policy("team-policy")).arn();
    store.groups().create(ACCOUNT, "team", "/");
    store.identityPolicies().attach(ALICE, READ_ONLY);
    store.identityPolicies().putInline(ALICE, new InlinePolicy("mine", ALLOW_PULL));
    store.identityPolicies().attach(TEAM, team);
    store.identityPolicies().putInline(TEAM, new InlinePolicy("ours", DENY));
    assertEquals(List.of("mine of arn:aws:iam::123456789012:user/alice", READ_ONLY), names(alice));

    store.groups().add(ACCOUNT, "team", "alice");
    List<String> all =
        List.of(
            "mine of arn:aws:iam::123456789012:user/alice",
            READ_ONLY,
            "ours of arn:aws:iam::123456789012:group/team",
            team);
    assertEquals(all, names(alice));
    test.reopen();
    assertEquals(all, names(alice));

    test.store().groups().remove(ACCOUNT, "team", "alice");
    test.store().identityPolicies().detach(ALICE, READ_ONLY);
    test.store().identityPolicies().deleteInline(ALICE, "mine");
    assertEquals(List.of(), names(alice));
  }

  @Test
  void every_change_to_what_a_user_may_is_seen_at_once() {
    IdentityStore store = test.store();
    String arn = store.managedPolicies().create(policy("p")).arn();
    store.identityPolicies().attach(ALICE, arn);
    assertEquals(ALLOW_PULL, only(alice).document().json());
    store.policyVersions().create(ACCOUNT, arn, DENY, false);
    assertEquals(ALLOW_PULL, only(alice).document().json());
    store.policyVersions().setDefault(ACCOUNT, arn, "v2");
    assertEquals(DENY, only(alice).document().json());

    assertEquals(Optional.empty(), standing(alice).boundary());
    store.identityPolicies().putBoundary(ALICE, READ_ONLY);
    assertEquals(READ_ONLY, standing(alice).boundary().orElseThrow().list().getFirst().name());
    store.identityPolicies().deleteBoundary(ALICE);
    assertEquals(Optional.empty(), standing(alice).boundary());

    store.identityTags().put(ALICE, Map.of("team", "blue", "Cost", "7"));
    store.identityTags().put(ALICE, Map.of("TEAM", "red"));
    assertEquals(Map.of("TEAM", "red", "Cost", "7"), standing(alice).tags());
    store.identityTags().remove(ALICE, List.of("team", "unknown"));
    assertEquals(Map.of("Cost", "7"), standing(alice).tags());
  }

  @Test
  void a_text_that_many_hold_is_parsed_once() {
    test.store().users().create(ACCOUNT, "bob");
    IdentityName bob = IdentityName.user(ACCOUNT, "bob");
    test.store().identityPolicies().putInline(ALICE, new InlinePolicy("a", ALLOW_PULL));
    test.store().identityPolicies().putInline(bob, new InlinePolicy("b", ALLOW_PULL));
    Login other =
        new Login(
            test.store().users().get(ACCOUNT, "bob").principal(),
            new Credential.AccessKey(test.store().accessKeys().create(bob).key().id()));
    assertSame(only(alice).document(), only(other).document());
  }

  @Test
  void a_roles_session_has_the_roles_policies_while_role_and_provider_are_there() {
    IdentityStore store = test.store();
    Principal session = store.roles().create(NewRole.of(ACCOUNT, "ci", TRUST)).session("run-7");
    store.identityPolicies().attach(CI, READ_ONLY);
    String provider =
        store
            .oidcProviders()
            .create(
                new NewOidcProvider(
                    ACCOUNT, "https://ci.example.org", List.of("entrepot"), List.of(), Map.of()))
            .arn();
    Login login = new Login(session, new Credential.WebIdentity(provider));
    assertEquals(List.of(READ_ONLY), names(login));
    assertInstanceOf(StandingLookup.Current.class, store.standings().now(login, Optional.empty()));

    store.oidcProviders().delete(ACCOUNT, provider);
    assertTrue(test.gone(login));
    Login byKey = new Login(session, alice.credential());
    assertEquals(List.of(READ_ONLY), names(byKey));
    store.identityPolicies().detach(CI, READ_ONLY);
    store.roles().delete(ACCOUNT, "ci");
    assertTrue(test.gone(byKey));
    store.roles().create(NewRole.of(ACCOUNT, "ci", TRUST));
    assertTrue(test.gone(byKey), "a role made anew is another");
  }

  @Test
  void a_roles_session_ends_with_the_key_that_began_it_and_no_password_begins_one() {
    Principal session =
        test.store().roles().create(NewRole.of(ACCOUNT, "ci", TRUST)).session("run-7");
    Login login = new Login(session, alice.credential());
    assertFalse(test.gone(login));
    String key = ((Credential.AccessKey) alice.credential()).id();
    test.store().accessKeys().activate(ALICE, key, false);
    assertTrue(test.gone(login));
    assertTrue(test.gone(new Login(session, new Credential.Password(1))));
  }

  @Test
  void a_federated_user_has_what_the_owner_of_the_key_has() {
    test.store().identityPolicies().attach(ALICE, READ_ONLY);
    Login federated = new Login(new Principal.FederatedUser(ACCOUNT, "guest"), alice.credential());
    assertEquals(List.of(READ_ONLY), names(federated));
    assertTrue(
        test.gone(
            new Login(new Principal.FederatedUser(ACCOUNT, "guest"), new Credential.Password(1))));
  }

  private static NewPolicy policy(String name) {
    return NewPolicy.of(ACCOUNT, name, ALLOW_PULL);
  }

  private Standing standing(Login login) {
    return test.current(login).standing();
  }

  private List<String> names(Login login) {
    return standing(login).identity().list().stream().map(AttachedPolicy::name).toList();
  }

  private AttachedPolicy only(Login login) {
    assertEquals(1, standing(login).identity().list().size());
    return standing(login).identity().list().getFirst();
  }
}
