package io.entrepot.server.netty;

import java.time.Duration;

/** Tells when a number has not changed for too long. */
final class StallClock {
  private final long limitNanos;
  private long progress;
  private long since;
  private boolean running;

  StallClock(Duration limit) {
    this.limitNanos = limit.toNanos();
  }

  /** Nothing is under way. */
  void rest() {
    running = false;
  }

  /** Looks at the progress; whether it stands still for longer than the limit. */
  boolean stalls(long nowProgress, long now) {
    if (!running || progress != nowProgress) {
      running = true;
      progress = nowProgress;
      since = now;
    }
    return now - since > limitNanos;
  }
}
