package io.entrepot.server.event;

import io.entrepot.storage.event.Outcome;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** What came of a sink's events since the start. Any thread. */
final class Tally {
  private final AtomicLong taken = new AtomicLong();
  private final AtomicLong refused = new AtomicLong();
  private final AtomicLong dead = new AtomicLong();
  private volatile @Nullable Instant lastTaken;
  private volatile @Nullable Instant lastRefused;
  private volatile String lastError = "";

  void note(Outcome outcome, Instant now) {
    switch (outcome) {
      case Outcome.Taken _ -> {
        taken.incrementAndGet();
        lastTaken = now;
      }
      case Outcome.Again again -> refused(again.error(), now);
      case Outcome.Dead gone -> {
        refused(gone.error(), now);
        dead.incrementAndGet();
      }
    }
  }

  private void refused(String error, Instant now) {
    refused.incrementAndGet();
    lastError = error;
    lastRefused = now;
  }

  long taken() {
    return taken.get();
  }

  long refused() {
    return refused.get();
  }

  long dead() {
    return dead.get();
  }

  Optional<Instant> lastTaken() {
    return Optional.ofNullable(lastTaken);
  }

  Optional<Instant> lastRefused() {
    return Optional.ofNullable(lastRefused);
  }

  /** Empty while nothing was refused. */
  String lastError() {
    return lastError;
  }
}
