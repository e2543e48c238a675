package io.entrepot.storage.event;

import java.time.Duration;

/**
 * How much is kept for each sink.
 *
 * @param behind events that it may be behind by; the oldest of more are dropped
 * @param waiting events that may wait to be offered again before it is offered others
 * @param dead dead letters; the oldest of more are dropped
 * @param deadAge how long a dead letter is kept
 */
public record OutboxLimits(int behind, int waiting, int dead, Duration deadAge) {
  /** What a server keeps: a million, a thousand, ten thousand, 14 days. */
  public static final OutboxLimits USUAL =
      new OutboxLimits(1_000_000, 1_000, 10_000, Duration.ofDays(14));
}
