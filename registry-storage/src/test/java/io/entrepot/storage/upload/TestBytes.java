package io.entrepot.storage.upload;

import io.entrepot.storage.blob.BlobContent;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Random;

/** Content for tests, and how to send and read it. */
public final class TestBytes {
  private TestBytes() {}

  /** As many bytes, the same for the same seed. */
  public static byte[] of(int size, long seed) {
    byte[] bytes = new byte[size];
    new Random(seed).nextBytes(bytes);
    return bytes;
  }

  /** Sends a part of the bytes in batches of a few odd-sized buffers, direct ones among them. */
  public static ByteSource source(byte[] bytes, int from, int to) {
    return sink -> {
      int batch = Math.max(1, (to - from) / 5);
      for (int at = from; at < to; at += batch) {
        int end = Math.min(to, at + batch);
        int middle = at + (end - at) / 3;
        ByteBuffer direct = ByteBuffer.allocateDirect(end - middle);
        direct.put(bytes, middle, end - middle).flip();
        sink.write(new ByteBuffer[] {ByteBuffer.wrap(bytes, at, middle - at), direct});
      }
    };
  }

  public static ByteSource source(byte[] bytes) {
    return source(bytes, 0, bytes.length);
  }

  /** Sends the first so many bytes and breaks off. */
  public static ByteSource broken(byte[] bytes, int from, int to) {
    return sink -> {
      source(bytes, from, to).drainTo(sink);
      throw new IOException("the client has gone");
    };
  }

  public static byte[] read(BlobContent content) throws IOException {
    try (content) {
      ByteBuffer bytes = ByteBuffer.allocate((int) content.size());
      while (bytes.hasRemaining()) {
        if (content.channel().read(bytes, content.position() + bytes.position()) < 0) {
          throw new IOException("the blob is short");
        }
      }
      return bytes.array();
    }
  }
}
