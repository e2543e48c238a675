package io.entrepot.storage.event;

import io.entrepot.storage.metadata.DeliveryRow;
import java.time.Instant;

/**
 * An event that a sink is to be offered.
 *
 * @param attempts how often it was before
 * @param since when it was first offered, or had offered anew: from when the time counts after
 *     which it is given up
 */
public record Offer(Event event, long attempts, Instant since) {
  static Offer of(DeliveryRow row) {
    return new Offer(Event.of(row.event()), row.attempts(), Instant.ofEpochMilli(row.since()));
  }
}
