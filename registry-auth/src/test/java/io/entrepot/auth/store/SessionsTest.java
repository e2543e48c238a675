package io.entrepot.auth.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.entrepot.auth.credential.Session;
import io.entrepot.auth.identity.NewSession;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What sessions carry, and how much. */
final class SessionsTest {
  private static final String POLICY =
      "{\"Version\":\"2012-10-17\",\"Statement\":{\"Effect\":\"Allow\",\"Action\":\"*\","
          + "\"Resource\":\"*\"}}";

  @TempDir Path folder;

  private static NewSession tagged(Map<String, String> tags, String... transitive) {
    return NewSession.PLAIN.tagged(tags, Set.of(transitive));
  }

  @Test
  void a_session_has_room_for_so_much_and_not_for_a_byte_more() {
    try (TestStore test = new TestStore(folder)) {
      Map<String, String> tags = new HashMap<>();
      for (int i = 0; i < 15; i++) {
        tags.put("k" + (char) ('a' + i), "v".repeat(256));
      }
      tags.put("last", "v".repeat(Session.MAX_BYTES - 15 * 258 - "last".length()));
      Session full = test.store().sessions().begin(TestStore.ACCOUNT, tagged(tags));
      assertEquals(Session.MAX_BYTES, full.bytes());
      tags.put("last", tags.get("last") + "v");
      assertEquals(
          "PackedPolicyTooLarge",
          TestStore.code(() -> test.store().sessions().begin(TestStore.ACCOUNT, tagged(tags))));
    }
  }

  @Test
  void a_session_policy_has_to_be_one() {
    try (TestStore test = new TestStore(folder)) {
      NewSession good = new NewSession(Optional.of(POLICY), List.of(), Map.of(), Set.of());
      Session session = test.store().sessions().begin(TestStore.ACCOUNT, good);
      assertEquals(List.of(POLICY), session.policies());
      assertTrue(session.bounded());
      NewSession bad = new NewSession(Optional.of("{}"), List.of(), Map.of(), Set.of());
      assertEquals(
          "MalformedPolicyDocument",
          TestStore.code(() -> test.store().sessions().begin(TestStore.ACCOUNT, bad)));
    }
  }

  @Test
  void transitive_tags_pass_on_and_stay_as_they_are() {
    Session before =
        new Session(List.of(POLICY), List.of(), Map.of("team", "a", "own", "b"), Set.of("Team"));
    NewSession next = tagged(Map.of("more", "c")).from(before);
    assertEquals(Map.of("team", "a", "more", "c"), next.tags());
    assertEquals(Set.of("team"), next.transitiveTags());
    assertEquals(Optional.empty(), next.policy());
    assertEquals("InvalidInput", TestStore.code(() -> tagged(Map.of("TEAM", "x")).from(before)));
  }

  @Test
  void tags_that_break_a_rule_are_refused() {
    assertEquals("InvalidInput", TestStore.code(() -> tagged(Map.of("a", "1", "A", "2"))));
    assertEquals("InvalidInput", TestStore.code(() -> tagged(Map.of("aws:a", "1"))));
    assertEquals("InvalidInput", TestStore.code(() -> tagged(Map.of("a", "1"), "b")));
    Map<String, String> many = new HashMap<>();
    for (int i = 0; i < 51; i++) {
      many.put("tag" + i, "");
    }
    assertEquals("InvalidInput", TestStore.code(() -> tagged(many)));
  }
}
