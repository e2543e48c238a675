package io.entrepot.auth.store;

import static io.entrepot.auth.store.TestStore.ACCOUNT;
import static io.entrepot.auth.store.TestStore.ALLOW_PULL;
import static io.entrepot.auth.store.TestStore.TRUST;
import static io.entrepot.auth.store.TestStore.code;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.entrepot.auth.identity.AwsManagedPolicies;
import io.entrepot.auth.identity.IdentityName;
import io.entrepot.auth.identity.InlinePolicy;
import io.entrepot.auth.identity.NewPolicy;
import io.entrepot.auth.identity.NewRole;
import io.entrepot.auth.identity.PageRequest;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What hangs on a thing keeps it, and what is deleted leaves nothing behind. */
final class DeletingTest {
  private static final IdentityName ALICE = IdentityName.user(ACCOUNT, "alice");
  private static final String FULL =
      AwsManagedPolicies.PREFIX + "AmazonEC2ContainerRegistryFullAccess";

  @TempDir Path folder;
  private TestStore test;
  private IdentityStore store;

  @BeforeEach
  void open() {
    test = new TestStore(folder);
    store = test.store();
  }

  @AfterEach
  void close() {
    test.close();
  }

  @Test
  void a_user_goes_when_nothing_hangs_on_it() {
    store.users().create(ACCOUNT, "alice");
    store.groups().create(ACCOUNT, "team", "/");
    store.groups().add(ACCOUNT, "team", "alice");
    store.identityTags().put(ALICE, Map.of("a", "b"));
    String key = store.accessKeys().create(ALICE).key().id();
    store.loginProfiles().create(ALICE, "a password");
    store.identityPolicies().attach(ALICE, FULL);
    store.identityPolicies().putInline(ALICE, new InlinePolicy("mine", ALLOW_PULL));
    Runnable[] removals = {
      () -> store.groups().remove(ACCOUNT, "team", "alice"),
      () -> store.accessKeys().delete(ALICE, key),
      () -> store.loginProfiles().delete(ALICE),
      () -> store.identityPolicies().detach(ALICE, FULL),
      () -> store.identityPolicies().deleteInline(ALICE, "mine")
    };
    for (Runnable removal : removals) {
      assertEquals("DeleteConflict", code(() -> store.users().delete(ACCOUNT, "alice")));
      removal.run();
    }
    store.users().delete(ACCOUNT, "alice");
    assertEquals("NoSuchEntity", code(() -> store.users().get(ACCOUNT, "alice")));
    assertEquals("NoSuchEntity", code(() -> store.users().delete(ACCOUNT, "alice")));
    store.users().create(ACCOUNT, "alice");
    assertEquals(Map.of(), store.identityTags().of(ALICE));
  }

  @Test
  void a_group_goes_when_it_is_empty_and_has_no_policies() {
    IdentityName team = IdentityName.group(ACCOUNT, "team");
    store.users().create(ACCOUNT, "alice");
    store.groups().create(ACCOUNT, "team", "/");
    store.groups().add(ACCOUNT, "team", "alice");
    store.identityPolicies().attach(team, FULL);
    assertEquals("DeleteConflict", code(() -> store.groups().delete(ACCOUNT, "team")));
    store.groups().remove(ACCOUNT, "team", "alice");
    assertEquals("DeleteConflict", code(() -> store.groups().delete(ACCOUNT, "team")));
    store.identityPolicies().detach(team, FULL);
    store.groups().delete(ACCOUNT, "team");
    assertEquals("NoSuchEntity", code(() -> store.groups().get(ACCOUNT, "team")));
  }

  @Test
  void a_role_goes_when_it_has_no_policies() {
    IdentityName ci = IdentityName.role(ACCOUNT, "ci");
    store.roles().create(NewRole.of(ACCOUNT, "ci", TRUST));
    store.identityPolicies().putInline(ci, new InlinePolicy("its", ALLOW_PULL));
    assertEquals("DeleteConflict", code(() -> store.roles().delete(ACCOUNT, "ci")));
    store.identityPolicies().deleteInline(ci, "its");
    store.roles().delete(ACCOUNT, "ci");
    assertEquals("NoSuchEntity", code(() -> store.roles().get(ACCOUNT, "ci")));
  }

  @Test
  void a_policy_goes_when_nobody_has_it_and_it_has_one_version() {
    store.users().create(ACCOUNT, "alice");
    String arn = store.managedPolicies().create(NewPolicy.of(ACCOUNT, "p", ALLOW_PULL)).arn();
    store.identityPolicies().attach(ALICE, arn);
    assertEquals(List.of(ALICE), store.managedPolicies().attachedTo(ACCOUNT, arn));
    assertEquals("DeleteConflict", code(() -> store.managedPolicies().delete(ACCOUNT, arn)));
    store.identityPolicies().detach(ALICE, arn);
    store.identityPolicies().putBoundary(ALICE, arn);
    assertEquals("DeleteConflict", code(() -> store.managedPolicies().delete(ACCOUNT, arn)));
    store.identityPolicies().deleteBoundary(ALICE);
    store.policyVersions().create(ACCOUNT, arn, ALLOW_PULL, true);
    assertEquals("DeleteConflict", code(() -> store.managedPolicies().delete(ACCOUNT, arn)));
    assertEquals("DeleteConflict", code(() -> store.policyVersions().delete(ACCOUNT, arn, "v2")));
    store.policyVersions().delete(ACCOUNT, arn, "v1");
    store.managedPolicies().delete(ACCOUNT, arn);
    assertEquals("NoSuchEntity", code(() -> store.managedPolicies().get(ACCOUNT, arn)));
    assertEquals("NoSuchEntity", code(() -> store.identityPolicies().attach(ALICE, arn)));
    assertEquals(List.of(), store.managedPolicies().list(ACCOUNT, "/", PageRequest.FIRST).items());
  }

  @Test
  void what_is_built_in_is_not_changed() {
    assertEquals("UnmodifiableEntity", code(() -> store.managedPolicies().delete(ACCOUNT, FULL)));
    assertEquals(
        "UnmodifiableEntity",
        code(() -> store.policyVersions().create(ACCOUNT, FULL, ALLOW_PULL, true)));
    assertEquals(
        "UnmodifiableEntity", code(() -> store.policyVersions().delete(ACCOUNT, FULL, "v1")));
    assertEquals(
        "UnmodifiableEntity",
        code(() -> store.managedPolicies().tag(ACCOUNT, FULL, Map.of("a", "b"))));
    assertEquals(7, store.managedPolicies().builtIn(ACCOUNT).size());
  }
}
