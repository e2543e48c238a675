package io.entrepot.server.netty;

import java.util.concurrent.atomic.AtomicLong;

/**
 * The memory that waiting bodies may hold together, beyond the base of each: with it a fast upload
 * moves in large batches, and however many there are, they cannot exhaust what there is. Any
 * thread.
 */
final class BodyMemory {
  /** All listeners share the one memory. */
  static final BodyMemory OF_PROCESS = new BodyMemory(TransportLimits.BODIES_BYTES);

  /** For bodies that are held back otherwise. */
  static final BodyMemory NONE = new BodyMemory(0);

  private final AtomicLong free;

  BodyMemory(long bytes) {
    this.free = new AtomicLong(bytes);
  }

  /** Takes bytes, which must be given back; whether there were as many. */
  boolean take(long bytes) {
    if (free.addAndGet(-bytes) >= 0) {
      return true;
    }
    giveBack(bytes);
    return false;
  }

  void giveBack(long bytes) {
    free.addAndGet(bytes);
  }

  /** In bytes. */
  long free() {
    return free.get();
  }
}
