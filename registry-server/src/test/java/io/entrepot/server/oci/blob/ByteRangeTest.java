package io.entrepot.server.oci.blob;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import io.entrepot.server.oci.blob.ByteRange.Part;
import io.entrepot.server.oci.blob.ByteRange.Unsatisfiable;
import io.entrepot.server.oci.blob.ByteRange.Whole;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ByteRangeTest {

  @ParameterizedTest
  @CsvSource({
    "bytes=0-0, 0, 0",
    "bytes=0-, 0, 99",
    "bytes=10-19, 10, 19",
    "bytes=99-, 99, 99",
    "bytes=99-99, 99, 99",
    "bytes=50-1000, 50, 99",
    "bytes=50-99999999999999999999999999, 50, 99",
    "bytes=-1, 99, 99",
    "bytes=-100, 0, 99",
    "bytes=-101, 0, 99",
    "bytes=-99999999999999999999999999, 0, 99",
    "Bytes = 10-19, 10, 19",
    "bytes= 10-19, 10, 19",
  })
  void one_range_is_a_part_and_its_last_byte_is_trimmed(String field, long first, long last) {
    Part part = assertInstanceOf(Part.class, ByteRange.parse(field, 100));
    assertEquals(first, part.first());
    assertEquals(last, part.last());
    assertEquals(last - first + 1, part.length());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "bytes=100-",
        "bytes=100-200",
        "bytes=99999999999999999999-",
        "bytes=20-10",
        "bytes=500-0",
        "bytes=-0",
        "bytes=-",
        "bytes=",
        "bytes=abc",
        "bytes=a-b",
        "bytes=1-b",
        "bytes=--5",
        "bytes=+1-5",
        "bytes=1-5-9",
        "bytes=1 - 5",
        "bytes=\u0661-\u0665",
      })
  void a_range_past_the_end_reversed_or_malformed_cannot_be_satisfied(String field) {
    assertInstanceOf(Unsatisfiable.class, ByteRange.parse(field, 100));
  }

  @ParameterizedTest
  @ValueSource(strings = {"items=0-5", "0-5", "", "bytes=0-5,10-15", "bytes=-5, 1-2", "none"})
  void other_units_and_several_ranges_mean_the_whole(String field) {
    assertInstanceOf(Whole.class, ByteRange.parse(field, 100));
  }

  @ParameterizedTest
  @CsvSource({"bytes=0-, false", "bytes=0-0, false", "bytes=-1, true", "bytes=-0, false"})
  void an_empty_content_has_no_part_but_a_suffix_of_it_is_the_whole(String field, boolean whole) {
    assertEquals(whole ? new Whole() : new Unsatisfiable(), ByteRange.parse(field, 0));
  }
}
