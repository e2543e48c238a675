package io.entrepot.lifecycle.job;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;

/**
 * Leaves the disk and the one thread that writes to others between two steps of a job: half of the
 * time when nobody else writes, nine tenths of it when somebody does. So a large job is done soon
 * on an idle server, and a push beside it waits for one short step now and then. Used by one
 * thread.
 */
final class Rest {
  /** How many times as long as its step a rest is while others write. */
  static final int BESIDE_OTHERS = 9;

  /** What a job writes itself between two rests. */
  private static final int OWN = 1;

  /** After a step that hung, a longer one would help nobody. */
  private static final long LONGEST = Duration.ofSeconds(1).toNanos();

  private final LongSupplier writes;
  private long seen;

  /**
   * @param writes how many works of writing the database has done, whosever they were
   */
  Rest(LongSupplier writes) {
    this.writes = writes;
    this.seen = writes.getAsLong();
  }

  /** Rests after a step that took so long. */
  void after(long nanos) {
    LockSupport.parkNanos(length(nanos));
  }

  long length(long nanos) {
    long now = writes.getAsLong();
    boolean alone = now - seen <= OWN;
    seen = now;
    return Math.min(alone ? nanos : BESIDE_OTHERS * nanos, LONGEST);
  }
}
