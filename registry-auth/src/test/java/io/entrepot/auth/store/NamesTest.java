package io.entrepot.auth.store;

import static io.entrepot.auth.store.TestStore.ACCOUNT;
import static io.entrepot.auth.store.TestStore.ALLOW_PULL;
import static io.entrepot.auth.store.TestStore.TRUST;
import static io.entrepot.auth.store.TestStore.code;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.entrepot.auth.identity.IdentityName;
import io.entrepot.auth.identity.InlinePolicy;
import io.entrepot.auth.identity.ManagedPolicy;
import io.entrepot.auth.identity.NameRules;
import io.entrepot.auth.identity.NewPolicy;
import io.entrepot.auth.identity.NewRole;
import io.entrepot.auth.identity.Page;
import io.entrepot.auth.identity.PageRequest;
import io.entrepot.auth.identity.RootCredentials;
import io.entrepot.auth.identity.User;
import io.entrepot.auth.principal.AccountId;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Names, paths, and lists in order of them. */
final class NamesTest {
  private static final AccountId OTHER = new AccountId("210987654321");

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

  @ParameterizedTest
  @ValueSource(strings = {"", "a b", "a/b", "a:b", "a*", "é", "root", "Root", "a\n", "a\u0000"})
  void what_is_no_name_is_refused(String name) {
    assertEquals("InvalidInput", code(() -> store.users().create(ACCOUNT, name)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a", "/a", "a/", "/a b/", "/é/", "//a//x"})
  void what_is_no_path_is_refused(String path) {
    assertEquals("InvalidInput", code(() -> store.groups().create(ACCOUNT, "g", path)));
  }

  @Test
  void names_and_paths_have_their_lengths() {
    store.users().create(ACCOUNT, "u".repeat(NameRules.USER_NAME));
    store.groups().create(ACCOUNT, "g".repeat(NameRules.GROUP_NAME), "/");
    store.roles().create(NewRole.of(ACCOUNT, "r".repeat(NameRules.ROLE_NAME), TRUST));
    store
        .managedPolicies()
        .create(NewPolicy.of(ACCOUNT, "p".repeat(NameRules.POLICY_NAME), ALLOW_PULL));
    store.groups().create(ACCOUNT, "g", "/" + "x".repeat(NameRules.PATH - 2) + "/");

    String user = "u".repeat(NameRules.USER_NAME + 1);
    String longer = "x".repeat(NameRules.GROUP_NAME + 1);
    assertEquals("InvalidInput", code(() -> store.users().create(ACCOUNT, user)));
    assertEquals("InvalidInput", code(() -> store.groups().create(ACCOUNT, longer, "/")));
    assertEquals("InvalidInput", code(() -> NewRole.of(ACCOUNT, user, TRUST)));
    assertEquals("InvalidInput", code(() -> NewPolicy.of(ACCOUNT, longer, ALLOW_PULL)));
    String path = "/" + "x".repeat(NameRules.PATH - 1) + "/";
    assertEquals("InvalidInput", code(() -> store.groups().create(ACCOUNT, "h", path)));
  }

  @Test
  void a_name_is_taken_whatever_its_case_and_by_its_own_kind_and_account_alone() {
    store.users().create(ACCOUNT, "alice");
    assertEquals("EntityAlreadyExists", code(() -> store.users().create(ACCOUNT, "Alice")));
    store.groups().create(ACCOUNT, "alice", "/");
    store.roles().create(NewRole.of(ACCOUNT, "alice", TRUST));
    assertEquals("NoSuchEntity", code(() -> store.users().create(OTHER, "alice")));
    store.accounts().create(OTHER, RootCredentials.RANDOM);
    store.users().create(OTHER, "alice");
    store.users().create(ACCOUNT, "bob");
    assertEquals(
        "EntityAlreadyExists",
        code(() -> store.users().update(ACCOUNT, "bob", Optional.of("ALICE"), Optional.empty())));
    store.users().update(ACCOUNT, "alice", Optional.of("ALICE"), Optional.empty());
    assertEquals("ALICE", store.users().get(ACCOUNT, "ALICE").name());

    store.managedPolicies().create(NewPolicy.of(ACCOUNT, "p", ALLOW_PULL));
    assertEquals(
        "EntityAlreadyExists",
        code(() -> store.managedPolicies().create(NewPolicy.of(ACCOUNT, "P", ALLOW_PULL))));
  }

  @Test
  void ids_begin_as_their_kind_does_and_are_of_one_length() {
    List<String> ids =
        List.of(
            store.users().create(ACCOUNT, "u").id(),
            store.groups().create(ACCOUNT, "g", "/").id(),
            store.roles().create(NewRole.of(ACCOUNT, "r", TRUST)).id(),
            store.managedPolicies().create(NewPolicy.of(ACCOUNT, "p", ALLOW_PULL)).id(),
            store.accessKeys().create(IdentityName.user(ACCOUNT, "u")).key().id());
    List<String> forms =
        List.of(
            "AIDA[A-Z2-7]{17}",
            "AGPA[A-Z2-7]{17}",
            "AROA[A-Z2-7]{17}",
            "ANPA[A-Z2-7]{17}",
            "AKIA[A-Z2-7]{16}");
    for (int i = 0; i < ids.size(); i++) {
      assertTrue(ids.get(i).matches(forms.get(i)), ids.get(i));
    }
    List<String> builtIn =
        store.managedPolicies().builtIn(ACCOUNT).stream().map(ManagedPolicy::id).toList();
    builtIn.forEach(id -> assertTrue(id.matches("ANPA[A-Z2-7]{17}"), id));
    assertEquals(builtIn, builtIn.stream().distinct().toList());
  }

  @Test
  void a_list_comes_in_pages_in_order_and_survives_changes_between_them() {
    for (String name : List.of("d", "B", "a", "c", "E")) {
      store.users().create(ACCOUNT, name, "/team/", Optional.empty(), Map.of("n", name));
    }
    store.users().create(ACCOUNT, "elsewhere");
    PageRequest request = new PageRequest(Optional.empty(), 2);
    List<String> seen = new ArrayList<>();
    Page<User> page = store.users().list(ACCOUNT, "/team/", request);
    while (page.marker().isPresent()) {
      page.items().forEach(user -> seen.add(user.name() + user.tags().get("n")));
      store.users().delete(ACCOUNT, page.items().getLast().name());
      page = store.users().list(ACCOUNT, "/team/", request.after(page.marker().get()));
    }
    page.items().forEach(user -> seen.add(user.name() + user.tags().get("n")));
    assertEquals(List.of("BB", "EE", "aa", "cc", "dd"), seen);
    assertEquals(
        "InvalidInput",
        code(() -> store.users().list(ACCOUNT, "/", request.after("not a marker"))));
  }

  @Test
  void a_page_has_its_sizes() {
    assertEquals(1000, new PageRequest(Optional.empty(), PageRequest.MAX_ITEMS).size());
    assertEquals("InvalidInput", code(() -> new PageRequest(Optional.empty(), 0)));
    assertEquals(
        "InvalidInput", code(() -> new PageRequest(Optional.empty(), PageRequest.MAX_ITEMS + 1)));
  }

  @Test
  void what_is_no_policy_is_refused() {
    store.users().create(ACCOUNT, "alice");
    IdentityName alice = IdentityName.user(ACCOUNT, "alice");
    for (String text : List.of("", "{}", "nonsense", TRUST)) {
      assertEquals(
          "MalformedPolicyDocument",
          code(() -> store.identityPolicies().putInline(alice, new InlinePolicy("p", text))),
          text);
    }
    assertEquals(
        "MalformedPolicyDocument",
        code(() -> store.roles().create(NewRole.of(ACCOUNT, "r", ALLOW_PULL))));
  }

  @Test
  void a_roles_session_has_its_lengths() {
    NewRole.checkMaxSession(NewRole.SHORTEST);
    NewRole.checkMaxSession(NewRole.LONGEST);
    assertEquals(
        "InvalidInput", code(() -> NewRole.checkMaxSession(NewRole.SHORTEST.minusSeconds(1))));
    assertEquals(
        "InvalidInput", code(() -> NewRole.checkMaxSession(NewRole.LONGEST.plusSeconds(1))));
    store.roles().create(NewRole.of(ACCOUNT, "r", TRUST));
    store.roles().update(ACCOUNT, "r", Optional.of("told"), Optional.of(Duration.ofHours(2)));
    store.roles().update(ACCOUNT, "r", Optional.empty(), Optional.empty());
    assertEquals(Optional.of("told"), store.roles().get(ACCOUNT, "r").description());
    assertEquals(Duration.ofHours(2), store.roles().get(ACCOUNT, "r").maxSession());
  }
}
