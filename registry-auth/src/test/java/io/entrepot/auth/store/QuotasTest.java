package io.entrepot.auth.store;

import static io.entrepot.auth.store.TestStore.ACCOUNT;
import static io.entrepot.auth.store.TestStore.ALLOW_PULL;
import static io.entrepot.auth.store.TestStore.TRUST;
import static io.entrepot.auth.store.TestStore.code;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.entrepot.auth.identity.IdentityName;
import io.entrepot.auth.identity.InlinePolicy;
import io.entrepot.auth.identity.NewOidcProvider;
import io.entrepot.auth.identity.NewPolicy;
import io.entrepot.auth.identity.NewRole;
import io.entrepot.auth.identity.Quotas;
import io.entrepot.auth.identity.TagRules;
import io.entrepot.auth.policy.PolicyLimits;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each quota at its limit and one past it. */
final class QuotasTest {
  private static final IdentityName ALICE = IdentityName.user(ACCOUNT, "alice");

  @TempDir Path folder;
  private TestStore test;
  private IdentityStore store;

  @BeforeEach
  void open() {
    test = new TestStore(folder);
    store = test.store();
    store.users().create(ACCOUNT, "alice");
  }

  @AfterEach
  void close() {
    test.close();
  }

  @Test
  void access_keys_of_a_user_and_of_root() {
    fill(Quotas.ACCESS_KEYS, i -> store.accessKeys().create(ALICE));
    IdentityName root = IdentityName.root(ACCOUNT);
    // The account was made with one.
    fill(Quotas.ACCESS_KEYS - 1, i -> store.accessKeys().create(root));
  }

  @Test
  void attached_policies() {
    List<String> arns =
        IntStream.rangeClosed(0, Quotas.ATTACHED_POLICIES)
            .mapToObj(i ->
                store.managedPolicies().create(NewPolicy.of(ACCOUNT, "p" + i, ALLOW_PULL)).arn())
            .toList();
    fill(Quotas.ATTACHED_POLICIES, i -> store.identityPolicies().attach(ALICE, arns.get(i)));
    // What is attached already counts once.
    store.identityPolicies().attach(ALICE, arns.getFirst());
  }

  @Test
  void versions_of_a_policy_whose_numbers_never_come_again() {
    String arn = store.managedPolicies().create(NewPolicy.of(ACCOUNT, "p", ALLOW_PULL)).arn();
    fill(
        Quotas.POLICY_VERSIONS - 1,
        i -> store.policyVersions().create(ACCOUNT, arn, ALLOW_PULL, false));
    store.policyVersions().delete(ACCOUNT, arn, "v5");
    assertEquals("v6", store.policyVersions().create(ACCOUNT, arn, ALLOW_PULL, false).id());
  }

  @Test
  void groups_of_a_user() {
    for (int i = 0; i <= Quotas.GROUPS_OF_USER; i++) {
      store.groups().create(ACCOUNT, "g" + i, "/");
    }
    fill(Quotas.GROUPS_OF_USER, i -> store.groups().add(ACCOUNT, "g" + i, "alice"));
    store.groups().add(ACCOUNT, "g0", "alice");
    assertEquals(Quotas.GROUPS_OF_USER, store.groups().of(ACCOUNT, "alice").size());
  }

  @Test
  void tags() {
    Map<String, String> tags = new TreeMap<>();
    IntStream.range(0, TagRules.MAX_TAGS).forEach(i -> tags.put("k" + i, "v"));
    store.identityTags().put(ALICE, tags);
    assertEquals("LimitExceeded", code(() -> store.identityTags().put(ALICE, Map.of("more", "v"))));
    store.identityTags().put(ALICE, Map.of("K0", "again"));
    assertEquals(TagRules.MAX_TAGS, store.identityTags().of(ALICE).size());
    assertEquals(
        "InvalidInput", code(() -> store.identityTags().put(ALICE, Map.of("a", "1", "A", "2"))));
    assertEquals("InvalidInput", code(() -> store.identityTags().put(ALICE, Map.of("aws:x", "1"))));
  }

  @Test
  void a_managed_policy() {
    String largest = policyOf(PolicyLimits.MANAGED_SIZE);
    store.managedPolicies().create(NewPolicy.of(ACCOUNT, "p", largest + "\n  \t"));
    String arn = "arn:aws:iam::123456789012:policy/p";
    String tooLarge = policyOf(PolicyLimits.MANAGED_SIZE + 1);
    assertEquals(
        "LimitExceeded",
        code(() -> store.managedPolicies().create(NewPolicy.of(ACCOUNT, "q", tooLarge))));
    store.policyVersions().create(ACCOUNT, arn, largest, true);
    assertEquals(
        "LimitExceeded", code(() -> store.policyVersions().create(ACCOUNT, arn, tooLarge, true)));
  }

  @Test
  void inline_policies_together() {
    IdentityName team = IdentityName.group(ACCOUNT, "team");
    IdentityName ci = IdentityName.role(ACCOUNT, "ci");
    store.groups().create(ACCOUNT, "team", "/");
    store.roles().create(NewRole.of(ACCOUNT, "ci", TRUST));
    Map<IdentityName, Integer> quotas =
        Map.of(
            ALICE, PolicyLimits.USER_INLINE_SIZE,
            team, PolicyLimits.GROUP_INLINE_SIZE,
            ci, PolicyLimits.ROLE_INLINE_SIZE);
    quotas.forEach((owner, quota) -> {
      String half = policyOf(quota / 2);
      store.identityPolicies().putInline(owner, new InlinePolicy("a", half));
      store.identityPolicies().putInline(owner, new InlinePolicy("b", half));
      InlinePolicy more = new InlinePolicy("b", policyOf(quota / 2 + 1));
      assertEquals(
          "LimitExceeded",
          code(() -> store.identityPolicies().putInline(owner, more)),
          owner.toString());
      assertEquals(half, store.identityPolicies().inline(owner, "b").document());
    });
  }

  @Test
  void a_trust_policy() {
    store.roles().create(NewRole.of(ACCOUNT, "ci", trustOf(PolicyLimits.TRUST_SIZE)));
    String tooLarge = trustOf(PolicyLimits.TRUST_SIZE + 1);
    assertEquals(
        "LimitExceeded", code(() -> store.roles().create(NewRole.of(ACCOUNT, "other", tooLarge))));
    assertEquals(
        "LimitExceeded", code(() -> store.roles().updateTrustPolicy(ACCOUNT, "ci", tooLarge)));
  }

  @Test
  void passwords() {
    store.loginProfiles().create(ALICE, "x".repeat(Quotas.SHORTEST_PASSWORD));
    store.loginProfiles().update(ALICE, "x".repeat(Quotas.LONGEST_PASSWORD));
    for (int wrong : List.of(Quotas.SHORTEST_PASSWORD - 1, Quotas.LONGEST_PASSWORD + 1)) {
      assertEquals(
          "PasswordPolicyViolation",
          code(() -> store.loginProfiles().update(ALICE, "x".repeat(wrong))));
    }
  }

  @Test
  void client_ids_and_thumbprints_of_a_provider() {
    List<String> ids = IntStream.range(0, Quotas.CLIENT_IDS).mapToObj(i -> "c" + i).toList();
    List<String> prints =
        IntStream.range(0, Quotas.THUMBPRINTS).mapToObj(i -> ("" + i).repeat(40)).toList();
    String arn = store.oidcProviders().create(provider(ids, prints)).arn();
    assertEquals(
        "LimitExceeded", code(() -> store.oidcProviders().addClientId(ACCOUNT, arn, "more")));
    store.oidcProviders().addClientId(ACCOUNT, arn, "c0");
    assertEquals(ids, store.oidcProviders().get(ACCOUNT, arn).clientIds());
    assertEquals(
        "LimitExceeded",
        code(() ->
            store
                .oidcProviders()
                .updateThumbprints(
                    ACCOUNT, arn, Collections.nCopies(Quotas.THUMBPRINTS + 1, prints.get(0)))));
    store.oidcProviders().removeClientId(ACCOUNT, arn, "c0");
    store.oidcProviders().addClientId(ACCOUNT, arn, "more");
    assertEquals(prints, store.oidcProviders().get(ACCOUNT, arn).thumbprints());
  }

  private static NewOidcProvider provider(List<String> clientIds, List<String> thumbprints) {
    return new NewOidcProvider(
        ACCOUNT, "https://ci.example.org/realm", clientIds, thumbprints, Map.of());
  }

  /** Does something as often as it may be done, and sees it refused the next time. */
  private static void fill(int quota, IntConsumer work) {
    IntStream.range(0, quota).forEach(work);
    assertEquals("LimitExceeded", code(() -> work.accept(quota)));
  }

  /** A policy of exactly so many characters. */
  private static String policyOf(int size) {
    return stretched(ALLOW_PULL, size);
  }

  private static String trustOf(int size) {
    return stretched(TRUST, size);
  }

  /** Fills up with an id, which a policy may have and nothing reads. */
  private static String stretched(String policy, int size) {
    String id = "\"Id\":\"\",";
    String filling = "i".repeat(size - policy.length() - id.length());
    return "{" + id.replace("\"\",", "\"" + filling + "\",") + policy.substring(1);
  }
}
