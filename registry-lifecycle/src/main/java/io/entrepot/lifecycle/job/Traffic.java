package io.entrepot.lifecycle.job;

import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/** Counts what others than the jobs of this process write. Any thread. */
final class Traffic {
  private final LongSupplier writes;
  private final AtomicLong own = new AtomicLong();

  /**
   * @param writes how many works of writing the database has done, whosever they were
   */
  Traffic(LongSupplier writes) {
    this.writes = writes;
  }

  /** A job may have written once. */
  void own() {
    own.incrementAndGet();
  }

  /** How often others wrote so far; less by the times that jobs did not write after all. */
  long others() {
    return writes.getAsLong() - own.get();
  }
}
