package io.entrepot.storage.upload;

import java.nio.ByteBuffer;
import java.util.Arrays;

/** A growing array of at most {@link UploadSession#INLINE_LIMIT} bytes. */
final class SmallBytes {
  private static final int FIRST_CAPACITY = 1024;

  private byte[] bytes = {};
  private int length;

  void add(ByteBuffer[] chunks) {
    for (ByteBuffer chunk : chunks) {
      int count = chunk.remaining();
      if (length + count > bytes.length) {
        bytes = Arrays.copyOf(bytes, capacity(length + count));
      }
      chunk.get(bytes, length, count);
      length += count;
    }
  }

  private int capacity(int needed) {
    int doubled = Math.min(2 * bytes.length, UploadSession.INLINE_LIMIT);
    return Math.max(needed, Math.max(doubled, FIRST_CAPACITY));
  }

  byte[] toArray() {
    return Arrays.copyOf(bytes, length);
  }

  void clear() {
    bytes = new byte[0];
    length = 0;
  }
}
