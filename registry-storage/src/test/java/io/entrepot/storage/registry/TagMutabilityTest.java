package io.entrepot.storage.registry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.entrepot.storage.oci.Tag;
import io.entrepot.storage.registry.TagMutability.Mode;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class TagMutabilityTest {
  @ParameterizedTest
  @CsvSource({
    "latest, latest, true",
    "latest, latest1, false",
    "latest, lates, false",
    "*, anything, true",
    "**, anything, true",
    "dev-*, dev-, true",
    "dev-*, dev-1, true",
    "dev-*, adev-1, false",
    "*-dev, 1-dev, true",
    "*-dev, 1-dev1, false",
    "a*a, a, false",
    "a*a, aa, true",
    "a*b*c, abc, true",
    "a*b*c, a1b2c, true",
    "a*b*c, acb, false",
    "a*bc*c, abc, false",
    "*b*, abc, true",
    "*b*, ac, false",
    "v1.*, v1.2, true",
    "v1.*, v1x2, false"
  })
  void a_star_stands_for_any_characters(String pattern, String tag, boolean covered) {
    assertEquals(covered, new TagFilter(pattern).covers(new Tag(tag)));
  }

  @Test
  void each_mode_moves_what_it_says() {
    List<TagFilter> dev = List.of(new TagFilter("dev*"));
    assertMoves(true, true, new TagMutability(Mode.MUTABLE, List.of()));
    assertMoves(false, false, new TagMutability(Mode.IMMUTABLE, List.of()));
    assertMoves(true, false, new TagMutability(Mode.IMMUTABLE_WITH_EXCLUSION, dev));
    assertMoves(false, true, new TagMutability(Mode.MUTABLE_WITH_EXCLUSION, dev));
  }

  private static void assertMoves(boolean covered, boolean other, TagMutability mutability) {
    assertEquals(covered, mutability.mayMove(new Tag("dev1")));
    assertEquals(other, mutability.mayMove(new Tag("v1")));
    assertEquals(
        mutability, TagMutability.of(mutability.mode().name(), mutability.exclusionText()));
  }

  @Test
  void filters_and_modes_that_do_not_go_together_are_refused() {
    assertRefused(
        "ImageTagMutabilityExclusionFilters can't be null when imageTagMutability is set as"
            + " IMMUTABLE_WITH_EXCLUSION",
        () -> new TagMutability(Mode.IMMUTABLE_WITH_EXCLUSION, List.of()));
    assertRefused(
        "ImageTagMutabilityExclusionFilters can't be set when imageTagMutability is set as MUTABLE",
        () -> new TagMutability(Mode.MUTABLE, List.of(new TagFilter("a"))));
    List<TagFilter> five = Collections.nCopies(5, new TagFilter("a"));
    assertEquals(5, new TagMutability(Mode.MUTABLE_WITH_EXCLUSION, five).exclusions().size());
    assertThrows(
        IllegalArgumentException.class,
        () ->
            new TagMutability(
                Mode.MUTABLE_WITH_EXCLUSION, Collections.nCopies(6, new TagFilter("a"))));
  }

  @Test
  void a_filter_has_at_most_two_stars_and_128_characters() {
    assertEquals("*a*", new TagFilter("*a*").pattern());
    assertRefused(
        "Image tag mutability exclusion filter can contain a maximum of 2 wildcards",
        () -> new TagFilter("*a*b*"));
    assertEquals(128, new TagFilter("a".repeat(128)).pattern().length());
    assertThrows(IllegalArgumentException.class, () -> new TagFilter("a".repeat(129)));
    assertThrows(IllegalArgumentException.class, () -> new TagFilter(""));
    assertThrows(IllegalArgumentException.class, () -> new TagFilter("a b"));
  }

  private static void assertRefused(String message, Runnable making) {
    assertEquals(message, assertThrows(IllegalArgumentException.class, making::run).getMessage());
  }
}
