package io.entrepot.storage.verify;

import java.util.concurrent.locks.LockSupport;

/** Holds readers back so that together they read at most so much a second. Any thread. */
public final class Pace {
  private static final double NANOS = 1e9;

  private final long bytesPerSecond;
  private long free = System.nanoTime();

  /**
   * @param bytesPerSecond 0 for as fast as it goes
   */
  public Pace(long bytesPerSecond) {
    this.bytesPerSecond = bytesPerSecond;
  }

  /** Returns when so many bytes, which were read just now, are paid for. */
  public void take(int bytes) {
    if (bytesPerSecond > 0) {
      long until = reserve(bytes);
      for (long left = until - System.nanoTime(); left > 0; left = until - System.nanoTime()) {
        LockSupport.parkNanos(left);
      }
    }
  }

  private synchronized long reserve(int bytes) {
    long now = System.nanoTime();
    free = Math.max(free - now, 0) + now + (long) (bytes * NANOS / bytesPerSecond);
    return free;
  }
}
