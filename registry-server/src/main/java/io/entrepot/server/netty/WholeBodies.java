package io.entrepot.server.netty;

import io.entrepot.server.http.TooManyBodiesException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The memory that bodies read whole may take together, so that many slow clients cannot exhaust the
 * heap. Any thread.
 */
final class WholeBodies {
  /** All listeners share the one heap. */
  static final WholeBodies OF_PROCESS =
      new WholeBodies(TransportLimits.WHOLE_BODIES_BYTES, TransportLimits.WHOLE_BODY_TIME);

  private final AtomicLong free;
  private final Duration patience;

  /**
   * Allows so much.
   *
   * @param bytes for all bodies together, beyond what each has for free
   * @param patience for one body to arrive
   */
  WholeBodies(long bytes, Duration patience) {
    this.free = new AtomicLong(bytes);
    this.patience = patience;
  }

  /** Takes bytes, which must be given back, or none at all. */
  void reserve(long bytes) throws TooManyBodiesException {
    if (free.addAndGet(-bytes) < 0) {
      free.addAndGet(bytes);
      throw new TooManyBodiesException();
    }
  }

  void giveBack(long bytes) {
    free.addAndGet(bytes);
  }

  /** In bytes. */
  long free() {
    return free.get();
  }

  /** How long one body may take. */
  Duration patience() {
    return patience;
  }
}
