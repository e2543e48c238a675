package io.entrepot.server.oci;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.entrepot.server.error.OciError;
import io.entrepot.server.error.RefusedException;
import io.entrepot.server.http.TestRequest;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class PageRequestTest {

  @ParameterizedTest
  @CsvSource({
    "0, 0",
    "1, 1",
    "999, 999",
    "1000, 1000",
    "1001, 1000",
    "007, 7",
    "9223372036854775807, 1000",
  })
  void a_page_has_as_many_items_as_asked_up_to_its_limit(String n, int limit) {
    assertEquals(limit, parse("?n=" + n).limit());
  }

  @ParameterizedTest
  @ValueSource(strings = {"-1", "9223372036854775808", "abc", "", "1.0", "0x10", "%2B1", "1%20"})
  void another_n_is_refused_and_named(String n) {
    RefusedException refused = assertThrows(RefusedException.class, () -> parse("?n=" + n));
    assertEquals(400, refused.status());
    assertEquals(OciError.UNSUPPORTED, refused.code());
    assertEquals(
        "the query parameter n is a whole number from 0 to 9223372036854775807",
        refused.getMessage());
  }

  @Test
  void without_parameters_it_is_a_full_page_from_the_beginning() {
    assertEquals(new PageRequest(1000, Optional.empty()), parse(""));
  }

  @Test
  void last_is_taken_as_it_is() {
    assertEquals(Optional.of("v1.0 b"), parse("?last=v1.0%20b").last());
  }

  @Test
  void a_link_escapes_its_values() {
    assertEquals(
        "</v2/a/tags/list?n=2&last=a%20b%26%2B%22%3E>; rel=\"next\"",
        new PageLink("/v2/a/tags/list").with("n", "2").with("last", "a b&+\">").next());
  }

  private static PageRequest parse(String query) {
    return PageRequest.parse(TestRequest.get("/v2/a/tags/list" + query).query());
  }
}
