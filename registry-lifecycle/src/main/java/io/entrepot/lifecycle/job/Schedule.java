package io.entrepot.lifecycle.job;

import java.time.Duration;
import java.time.Instant;
import java.util.random.RandomGenerator;

/**
 * When a job runs by itself, counted from its last end. Immutable.
 *
 * @param every how long after it, about; from a millisecond to a year
 * @param jitter the part of that by which it is at most sooner or later, by chance, so that many
 *     servers do not all work at once; from 0 to 1
 */
public record Schedule(Duration every, double jitter) {
  private static final Duration LONGEST = Duration.ofDays(366);

  public Schedule {
    if (every.toMillis() < 1 || every.compareTo(LONGEST) > 0) {
      throw new IllegalArgumentException("a job cannot run every " + every);
    }
    if (!(jitter >= 0 && jitter <= 1)) {
      throw new IllegalArgumentException("a jitter is from 0 to 1, not " + jitter);
    }
  }

  Instant next(Instant now, RandomGenerator random) {
    double share = 1 + jitter * (2 * random.nextDouble() - 1);
    return now.plusMillis(Math.max(1, Math.round(every.toMillis() * share)));
  }

  /** The latest that {@link #next} may be. */
  Instant latest(Instant now) {
    return now.plusMillis(Math.max(1, Math.round(every.toMillis() * (1 + jitter))));
  }
}
