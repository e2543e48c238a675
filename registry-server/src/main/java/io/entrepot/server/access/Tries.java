package io.entrepot.server.access;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;

/** How many tries somebody has left: wrong ones come back with time, open ones when they end. */
final class Tries {
  private static final long NANOS_OF_A_MILLI = 1_000_000;

  private final InstantSource clock;
  private final int most;
  private final long each;

  /** When all wrong tries will have come back, in milliseconds since 1970. */
  private long full;

  /** Those of which nobody knows yet whether they are right. */
  private int open;

  /**
   * All of them are there.
   *
   * @param each how long it takes until one comes back
   */
  Tries(InstantSource clock, int most, Duration each) {
    this.clock = clock;
    this.most = most;
    this.each = each.toMillis();
  }

  /**
   * Takes one. When there is none, but some are open, it waits for these: they may turn out right.
   *
   * @return empty when it was taken; or else how long it is until there is one
   */
  synchronized Optional<Duration> take(Duration patience) {
    long until = System.nanoTime() + patience.toNanos();
    long missing = missing();
    try {
      while (missing > 0 && open > 0 && System.nanoTime() < until) {
        wait(1 + (until - System.nanoTime()) / NANOS_OF_A_MILLI);
        missing = missing();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    if (missing > 0) {
      // Rounded up to seconds, as Retry-After counts.
      return Optional.of(Duration.ofMillis(missing + 999));
    }
    open++;
    return Optional.empty();
  }

  /** How long it is until there is one, in milliseconds; zero or less when there is one. */
  private long missing() {
    long now = clock.millis();
    return Math.max(now, full) + each * (open + 1) - (now + each * most);
  }

  /** Ends one that was taken. */
  synchronized void giveBack(boolean wrong) {
    open--;
    if (wrong) {
      full = Math.max(clock.millis(), full) + each;
    }
    notifyAll();
  }
}
