package io.entrepot.lifecycle.job;

import io.entrepot.storage.metadata.JobRow;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Whether jobs that are due by themselves are worth a start. Asked by one thread. */
final class Occasions {
  private static final Logger LOG = LoggerFactory.getLogger(Occasions.class);

  private final RandomGenerator random;
  private final InstantSource clock;
  private final Map<String, Instant> nextLooks = new ConcurrentHashMap<>();
  private final Map<String, Instant> idle = new ConcurrentHashMap<>();

  Occasions(RandomGenerator random, InstantSource clock) {
    this.random = random;
    this.clock = clock;
  }

  /** Whether one that is due and free is to be started. */
  boolean isWanted(JobKind kind, JobRow row) {
    return !isByItself(kind, row) || isWorthwhile(kind, kind.schedule().orElseThrow());
  }

  /** Not asked for, and not begun before either. */
  private static boolean isByItself(JobKind kind, JobRow row) {
    return kind.schedule().isPresent()
        && row.requestedBy().isEmpty()
        && row.attempts() == 0
        && row.effort().checkpoint().isEmpty();
  }

  private boolean isWorthwhile(JobKind kind, Schedule schedule) {
    Instant now = clock.instant();
    Instant next = nextLooks.getOrDefault(kind.name(), Instant.MIN);
    // One that is too far off was set before the clock was set back.
    if (now.isBefore(next) && !next.isAfter(schedule.latest(now))) {
      return false;
    }
    nextLooks.put(kind.name(), schedule.next(now, random));
    try {
      if (kind.worthwhile().getAsBoolean()) {
        nextLooks.remove(kind.name());
        return true;
      }
      idle.put(kind.name(), now);
      return false;
    } catch (Throwable e) {
      LOG.error("it cannot be told whether job {} has anything to do", kind.name(), e);
      return false;
    }
  }

  /** When a kind was last found to have nothing to do. */
  Optional<Instant> idle(String kind) {
    return Optional.ofNullable(idle.get(kind));
  }
}
