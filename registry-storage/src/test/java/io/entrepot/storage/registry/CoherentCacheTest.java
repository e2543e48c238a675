package io.entrepot.storage.registry;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;
import org.junit.jupiter.api.Test;

final class CoherentCacheTest {
  private final CoherentCache<String, String> cache =
      CoherentCache.weighing(100, (key, value) -> 1);

  @Test
  void what_a_query_found_is_kept() {
    assertEquals("old", cache.get("key", () -> "old"));
    assertEquals(Optional.of("old"), cache.peek("key"));
    assertEquals("old", cache.get("key", () -> "not asked"));
  }

  @Test
  void a_fill_is_dropped_when_the_key_was_removed_since_its_query_began() {
    String found =
        cache.get(
            "key",
            () -> {
              cache.remove("key");
              return "old";
            });
    assertEquals("old", found);
    assertEquals(Optional.empty(), cache.peek("key"));
  }

  @Test
  void a_fill_is_dropped_when_the_key_was_changed_since_its_query_began() {
    cache.get(
        "key",
        () -> {
          cache.put("key", "new");
          return "old";
        });
    assertEquals(Optional.of("new"), cache.peek("key"));
  }

  @Test
  void a_fill_is_dropped_even_when_the_new_value_was_evicted_meanwhile() {
    CoherentCache<String, String> holdsNothing = CoherentCache.weighing(0, (key, value) -> 1);
    holdsNothing.get(
        "key",
        () -> {
          holdsNothing.put("key", "new");
          return "old";
        });
    assertEquals(Optional.empty(), holdsNothing.peek("key"));
  }

  @Test
  void a_change_replaces_what_was_there() {
    cache.put("key", "old");
    cache.put("key", "new");
    assertEquals(Optional.of("new"), cache.peek("key"));
    cache.remove("key");
    assertEquals(Optional.empty(), cache.peek("key"));
  }
}
