package io.entrepot.server.oci.upload;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.entrepot.server.error.OciError;
import io.entrepot.server.error.RefusedException;
import io.entrepot.server.http.Method;
import io.entrepot.server.http.TestRequest;
import io.entrepot.storage.upload.ByteSink;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class ChunkSourceTest {
  private static final byte[] BYTES = {1, 2, 3, 4, 5};

  private final ByteArrayOutputStream taken = new ByteArrayOutputStream();
  private final ByteSink sink =
      chunks -> {
        for (ByteBuffer chunk : chunks) {
          byte[] bytes = new byte[chunk.remaining()];
          chunk.get(bytes);
          taken.write(bytes);
        }
      };

  @Test
  void a_body_as_long_as_its_range_passes() throws IOException {
    source(0, 4).drainTo(sink);
    assertArrayEquals(BYTES, taken.toByteArray());
  }

  @Test
  void a_body_longer_than_its_range_is_refused_before_the_store_sees_it() {
    RefusedException refused =
        assertThrows(RefusedException.class, () -> source(0, 3).drainTo(sink));
    assertEquals(OciError.SIZE_INVALID, refused.code());
    assertEquals(0, taken.size());
  }

  @Test
  void a_body_shorter_than_its_range_is_refused() {
    RefusedException refused =
        assertThrows(RefusedException.class, () -> source(0, 5).drainTo(sink));
    assertEquals(OciError.SIZE_INVALID, refused.code());
  }

  private static ChunkSource source(long first, long last) {
    TestRequest request =
        TestRequest.of(Method.PATCH, "/v2/a/blobs/uploads/x").with(BYTES).chunked();
    return new ChunkSource(request.body(), Optional.of(new ChunkRange(first, last)));
  }
}
