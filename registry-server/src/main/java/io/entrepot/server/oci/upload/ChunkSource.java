package io.entrepot.server.oci.upload;

import io.entrepot.server.error.OciError;
import io.entrepot.server.error.RefusedException;
import io.entrepot.server.http.Body;
import io.entrepot.storage.upload.ByteSink;
import io.entrepot.storage.upload.ByteSource;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * A request's body as the bytes of a chunk. A body that declares no length is held against the
 * chunk's range while it comes: nothing past the range reaches the store.
 */
record ChunkSource(Body body, Optional<ChunkRange> range) implements ByteSource {

  /** Whether there is a byte, or may be one since the length is not declared. */
  boolean mayHaveBytes() {
    return body.declaredLength().orElse(1) > 0;
  }

  @Override
  public void drainTo(ByteSink sink) throws IOException {
    if (range.isEmpty() || body.declaredLength().isPresent()) {
      body.drainTo(sink::write);
      return;
    }
    Measured measured = new Measured(sink, range.get().length());
    body.drainTo(measured::write);
    if (measured.left > 0) {
      throw mismatch(range.get());
    }
  }

  private static RefusedException mismatch(ChunkRange range) {
    return new RefusedException(
        OciError.SIZE_INVALID,
        "the Content-Range is of " + range.length() + " bytes and the body is not");
  }

  /** Counts down the bytes that may still come. */
  private final class Measured {
    private final ByteSink sink;
    private long left;

    Measured(ByteSink sink, long left) {
      this.sink = sink;
      this.left = left;
    }

    void write(ByteBuffer[] chunks) throws IOException {
      for (ByteBuffer chunk : chunks) {
        left -= chunk.remaining();
      }
      if (left < 0) {
        throw mismatch(range.orElseThrow());
      }
      sink.write(chunks);
    }
  }
}
