package io.entrepot.server.oci.catalog;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.entrepot.server.error.RefusedException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A place in the catalog that its reader may not see. */
final class SealedCursorTest {
  private final SealedCursor cursor = new SealedCursor();

  @ParameterizedTest
  @ValueSource(strings = {"a/b", "team/secret-project"})
  void a_place_comes_back_as_it_was_and_cannot_be_read_on_its_way(String name) {
    String sealed = cursor.seal(name);
    assertEquals(name, cursor.open(sealed));
    assertFalse(sealed.contains(name), sealed);
    assertEquals(
        cursor.seal("x".repeat(255)).length(), sealed.length(), "its length tells nothing");
  }

  @Test
  void a_plain_name_is_taken_as_it_is() {
    assertEquals("team/app", cursor.open("team/app"));
  }

  @Test
  void what_another_process_sealed_or_nobody_is_refused() {
    String others = new SealedCursor().seal("team/app");
    assertThrows(RefusedException.class, () -> cursor.open(others));
    assertThrows(RefusedException.class, () -> cursor.open("~"));
    assertThrows(RefusedException.class, () -> cursor.open("~%%"));
  }
}
