package io.entrepot.server.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class EntityTagsTest {
  private static final String TAG = EntityTags.strong("sha256:aa");

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\'',
      value = {
        "\"sha256:aa\" | true",
        "W/\"sha256:aa\" | true",
        "* | true",
        "\"x\", \"sha256:aa\" | true",
        "\"x\",W/\"sha256:aa\" , \"y\" | true",
        "\"x\"W/\"sha256:aa\" | false",
        "\"sha256:aab\" | false",
        "sha256:aa | false",
        "\"sha256:aa | false",
        "\"x\" | false",
        "'' | false",
        "\"*\" | false",
      })
  void a_field_names_a_tag_among_others_weak_or_strong_or_any(String field, boolean names) {
    assertEquals(names, EntityTags.anyNames(List.of(field), TAG));
  }

  @Test
  void no_field_names_nothing() {
    assertFalse(EntityTags.anyNames(List.of(), TAG));
  }
}
