import java.util.SplittableRandom;

/**
 * A large layer made from one random block of 16 MiB, sent over and over with a stamp in each copy,
 * so that the bytes come from memory and no two layers are equal.
 */
final class Blocks {
  private static final int BLOCK_BYTES = 16 * 1024 * 1024;

  private final byte[] block = new byte[BLOCK_BYTES];
  private final int count;
  private final long seed;

  Blocks(long bytes, long seed) {
    if (bytes <= 0 || bytes % BLOCK_BYTES != 0) {
      throw new IllegalArgumentException("bytes must be a multiple of " + BLOCK_BYTES);
    }
    this.count = Math.toIntExact(bytes / BLOCK_BYTES);
    this.seed = seed;
    new SplittableRandom(seed).nextBytes(block);
  }

  int count() {
    return count;
  }

  long size() {
    return (long) count * BLOCK_BYTES;
  }

  /** The same array each time, with the stamp of copy {@code index} in its first 16 bytes. */
  byte[] get(int index) {
    for (int i = 0; i < 8; i++) {
      block[i] = (byte) (seed >>> (8 * i));
      block[8 + i] = (byte) ((long) index >>> (8 * i));
    }
    return block;
  }
}
