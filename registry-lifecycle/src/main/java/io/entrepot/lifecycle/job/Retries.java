package io.entrepot.lifecycle.job;

import java.time.Duration;
import java.util.random.RandomGenerator;

/** When a job that failed is tried again. Any thread. */
final class Retries {
  /** Starts of a job, after which it is left alone until it is asked for or its time comes. */
  static final int MAX_ATTEMPTS = 8;

  static final Duration FIRST_WAIT = Duration.ofSeconds(10);
  static final Duration MAX_WAIT = Duration.ofMinutes(15);

  private Retries() {}

  static boolean isLast(long attempts) {
    return attempts >= MAX_ATTEMPTS;
  }

  /**
   * Doubled each time; half of it by chance, so that what failed together does not come together.
   */
  static Duration wait(long attempts, RandomGenerator random) {
    long doublings = Math.clamp(attempts - 1, 0, MAX_ATTEMPTS);
    long most = Math.min(FIRST_WAIT.toMillis() << doublings, MAX_WAIT.toMillis());
    return Duration.ofMillis(most - random.nextLong(most / 2 + 1));
  }
}
