package io.entrepot.lifecycle.job;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;

/**
 * Leaves the disk and the one thread that writes to others between two steps of a job: half of the
 * time when nobody but jobs writes, and most of it when somebody does. So a large job is done soon
 * on an idle server, and a push beside it waits for one short step now and then. A job that takes
 * long takes more of the time, so that it comes to its end whatever else goes on. Used by one
 * thread.
 */
final class Rest {
  /** How many times as long as its step a rest is while others write. */
  static final int BESIDE_OTHERS = 9;

  /** The same after {@link #LONG}, and after {@link #VERY_LONG} as if nobody wrote. */
  static final int BESIDE_OTHERS_FOR_LONG = 3;

  static final Duration LONG = Duration.ofMinutes(5);
  static final Duration VERY_LONG = Duration.ofMinutes(30);

  /** After a step that hung, a longer one would help nobody. */
  static final Duration LONGEST = Duration.ofSeconds(1);

  /** Writes of others in a step and a rest that are none: leases are claimed and renewed too. */
  private static final int FEW = 1;

  private final Traffic traffic;
  private final LongSupplier nanos;
  private final long began;
  private long seen;

  /**
   * @param nanos like {@link System#nanoTime}
   */
  Rest(Traffic traffic, LongSupplier nanos) {
    this.traffic = traffic;
    this.nanos = nanos;
    this.began = nanos.getAsLong();
    this.seen = traffic.others();
  }

  /** Rests after a step that took so long. */
  void after(long worked) {
    LockSupport.parkNanos(length(worked));
  }

  long length(long worked) {
    traffic.own();
    long others = traffic.others();
    boolean alone = others - seen <= FEW;
    seen = others;
    return Math.min(alone ? worked : besideOthers() * worked, LONGEST.toNanos());
  }

  private long besideOthers() {
    long age = nanos.getAsLong() - began;
    if (age > VERY_LONG.toNanos()) {
      return 1;
    }
    return age > LONG.toNanos() ? BESIDE_OTHERS_FOR_LONG : BESIDE_OTHERS;
  }
}
