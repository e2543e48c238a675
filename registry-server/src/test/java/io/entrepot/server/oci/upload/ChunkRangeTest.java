package io.entrepot.server.oci.upload;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.entrepot.server.error.OciError;
import io.entrepot.server.error.RefusedException;
import io.entrepot.server.http.Method;
import io.entrepot.server.http.TestRequest;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ChunkRangeTest {
  private static final TestRequest CHUNK =
      TestRequest.of(Method.PATCH, "/v2/a/blobs/uploads/x").with(new byte[10]);

  @Test
  void a_range_says_where_the_chunk_lies() {
    assertEquals(
        Optional.of(new ChunkRange(20, 29)), ChunkRange.of(CHUNK.with("Content-Range", "20-29")));
  }

  @Test
  void without_the_field_there_is_no_range() {
    assertEquals(Optional.empty(), ChunkRange.of(CHUNK));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "-",
        "5",
        "5-",
        "-5",
        "a-b",
        "bytes 0-9/10",
        "bytes=0-9",
        "0-9/10",
        " 0-9",
        "0 - 9",
        "1-2-3",
        "+0-9",
        "0-9999999999999999999"
      })
  void another_form_is_refused(String field) {
    RefusedException refused =
        assertThrows(RefusedException.class, () -> ChunkRange.parse(field), field);
    assertEquals(400, refused.status());
    assertEquals(OciError.BLOB_UPLOAD_INVALID, refused.code());
  }

  @Test
  void a_reversed_range_cannot_be_satisfied() {
    assertEquals(416, assertThrows(RefusedException.class, () -> ChunkRange.parse("9-0")).status());
  }

  @Test
  void a_range_of_another_length_than_the_body_is_refused() {
    RefusedException refused =
        assertThrows(
            RefusedException.class, () -> ChunkRange.of(CHUNK.with("Content-Range", "0-10")));
    assertEquals(400, refused.status());
    assertEquals(OciError.SIZE_INVALID, refused.code());
  }

  @Test
  void a_body_of_undeclared_length_is_held_against_its_range_later() {
    assertEquals(
        Optional.of(new ChunkRange(0, 99)),
        ChunkRange.of(CHUNK.chunked().with("Content-Range", "0-99")));
  }
}
