package io.entrepot.server.oci.upload;

import io.entrepot.server.error.OciError;
import io.entrepot.server.error.RefusedException;
import io.entrepot.server.http.Request;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The {@code Content-Range} of a chunk, {@code <first>-<last>} (Pushing a blob in chunks). This is
 * not the form of RFC 9110, which has a unit and a size.
 *
 * @param first position in the blob, in bytes
 * @param last position of the last byte, included
 */
record ChunkRange(long first, long last) {
  /** No blob is as long as 10^18 bytes, and numbers of so many digits fit a long. */
  private static final int MAX_DIGITS = 18;

  /**
   * Reads the field and holds it against Content-Length, when that is declared.
   *
   * @throws RefusedException when the field is of another form or of another length than the body
   */
  static Optional<ChunkRange> of(Request request) {
    Optional<ChunkRange> range = request.headers().first("Content-Range").map(ChunkRange::parse);
    OptionalLong declared = request.body().declaredLength();
    if (range.isPresent() && declared.isPresent()) {
      range.get().checkLength(declared.getAsLong());
    }
    return range;
  }

  static ChunkRange parse(String field) {
    int dash = field.indexOf('-');
    if (dash < 0) {
      throw malformed();
    }
    ChunkRange range =
        new ChunkRange(number(field.substring(0, dash)), number(field.substring(dash + 1)));
    if (range.last < range.first) {
      throw new RefusedException(
          416, OciError.BLOB_UPLOAD_INVALID, "the Content-Range ends before it starts", List.of());
    }
    return range;
  }

  private static long number(String text) {
    boolean digits = !text.isEmpty() && text.chars().allMatch(c -> c >= '0' && c <= '9');
    if (!digits || text.length() > MAX_DIGITS) {
      throw malformed();
    }
    return Long.parseLong(text);
  }

  private static RefusedException malformed() {
    return new RefusedException(
        OciError.BLOB_UPLOAD_INVALID,
        "the Content-Range of a chunk is <first>-<last>, in bytes, such as 0-1023");
  }

  /** Where the chunk starts, when its range is told. */
  static OptionalLong first(Optional<ChunkRange> range) {
    return range.isPresent() ? OptionalLong.of(range.get().first()) : OptionalLong.empty();
  }

  long length() {
    return last - first + 1;
  }

  private void checkLength(long bytes) {
    if (bytes != length()) {
      throw new RefusedException(
          OciError.SIZE_INVALID,
          "the Content-Range is of " + length() + " bytes and the Content-Length is " + bytes);
    }
  }
}
