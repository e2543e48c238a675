package io.entrepot.server.netty;

import io.entrepot.server.http.Body;
import io.entrepot.server.http.BodyTooLargeException;
import io.entrepot.server.http.TooManyBodiesException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.OptionalLong;

/**
 * A body that is collected in memory. It takes from what all of them have together as it grows, and
 * gives it back when closed. One thread.
 */
final class WholeBody implements Body.Sink, AutoCloseable {
  private final WholeBodies memory;
  private final int limit;

  /** What it grows to at most, unless it is longer than declared. */
  private final int expected;

  private byte[] bytes;
  private int length;
  private long reserved;

  WholeBody(WholeBodies memory, int limit, OptionalLong declared) {
    this.memory = memory;
    this.limit = limit;
    this.expected = (int) Math.min(limit, declared.orElse(limit));
    this.bytes = new byte[Math.min(expected, TransportLimits.WHOLE_BODY_FREE_BYTES)];
  }

  @Override
  public void write(ByteBuffer[] chunks) throws IOException {
    for (ByteBuffer chunk : chunks) {
      int more = chunk.remaining();
      if (more > limit - length) {
        throw new BodyTooLargeException(limit);
      }
      makeRoom(length + more);
      chunk.get(bytes, length, more);
      length += more;
    }
  }

  /** Doubles: a declared length is not believed before bytes come. */
  private void makeRoom(int needed) throws TooManyBodiesException {
    if (needed > bytes.length) {
      int capacity = Math.clamp(2L * bytes.length, needed, Math.max(needed, expected));
      reserve(Math.max(0, capacity - TransportLimits.WHOLE_BODY_FREE_BYTES));
      bytes = Arrays.copyOf(bytes, capacity);
    }
  }

  private void reserve(long total) throws TooManyBodiesException {
    memory.reserve(total - reserved);
    reserved = total;
  }

  byte[] toBytes() {
    return length == bytes.length ? bytes : Arrays.copyOf(bytes, length);
  }

  @Override
  public void close() {
    memory.giveBack(reserved);
    reserved = 0;
  }
}
