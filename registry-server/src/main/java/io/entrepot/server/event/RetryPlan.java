package io.entrepot.server.event;

import io.entrepot.storage.event.Offer;
import io.entrepot.storage.event.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.util.random.RandomGenerator;

/**
 * When an event is offered again, and when it is given up (EventBridge user guide, Retry policy: 24
 * hours and 185 times). Any thread.
 */
final class RetryPlan {
  /** Offers of one event. */
  static final int MAX_ATTEMPTS = 185;

  /** How long an event is offered. */
  static final Duration MAX_AGE = Duration.ofHours(24);

  static final Duration FIRST_WAIT = Duration.ofSeconds(1);

  /** With this both of the above come to about the same. */
  static final Duration MAX_WAIT = Duration.ofMinutes(8);

  /** The longest that a sink may ask to be left alone. */
  static final Duration MAX_ASKED = Duration.ofHours(1);

  private static final int MAX_DOUBLINGS = 20;

  private final RandomGenerator random;

  RetryPlan(RandomGenerator random) {
    this.random = random;
  }

  Outcome outcome(Offer offer, Delivery delivery, Instant now) {
    return switch (delivery) {
      case Delivery.Taken _ -> new Outcome.Taken(offer);
      case Delivery.Refused refused ->
          isLast(offer, now)
              ? new Outcome.Dead(offer, now, refused.why())
              : new Outcome.Again(offer, now.plus(wait(offer, refused)), refused.why());
    };
  }

  private static boolean isLast(Offer offer, Instant now) {
    return offer.attempts() + 1 >= MAX_ATTEMPTS || !now.isBefore(offer.since().plus(MAX_AGE));
  }

  /**
   * Doubled each time; half of it by chance, so that what failed together does not come together.
   */
  private Duration wait(Offer offer, Delivery.Refused refused) {
    long doublings = Math.min(offer.attempts(), MAX_DOUBLINGS);
    Duration most = shorter(FIRST_WAIT.multipliedBy(1L << doublings), MAX_WAIT);
    Duration own = most.minusMillis(random.nextLong(most.toMillis() / 2 + 1));
    Duration asked = shorter(refused.pause().orElse(Duration.ZERO), MAX_ASKED);
    return asked.compareTo(own) > 0 ? asked : own;
  }

  private static Duration shorter(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? one : other;
  }
}
