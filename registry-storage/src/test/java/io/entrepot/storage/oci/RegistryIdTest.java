package io.entrepot.storage.oci;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class RegistryIdTest {
  @Test
  void an_account_has_a_private_and_a_public_registry() {
    RegistryId ofPrivate = new RegistryId("123456789012");
    RegistryId ofPublic = RegistryId.ofPublic("123456789012");
    assertFalse(ofPrivate.isPublic());
    assertTrue(ofPublic.isPublic());
    assertFalse(ofPrivate.equals(ofPublic));
    assertEquals("123456789012", ofPrivate.account());
    assertEquals("123456789012", ofPublic.account());
    assertEquals(ofPublic, new RegistryId(ofPublic.value()));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "12345678901",
        "1234567890123",
        "12345678901a",
        "public/12345678901",
        "public/12345678901a",
        "publik/123456789012",
        "public/public/123456789012"
      })
  void other_texts_are_no_registry(String text) {
    assertThrows(IllegalArgumentException.class, () -> new RegistryId(text));
  }
}
