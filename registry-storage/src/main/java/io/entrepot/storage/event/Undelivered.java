package io.entrepot.storage.event;

import io.entrepot.storage.metadata.DeliveryRow;
import java.time.Instant;

/**
 * An event that a sink did not take.
 *
 * @param attempts how often it was offered
 * @param at when it is offered again; of a dead letter, when it was given up
 * @param error why it was not taken the last time
 */
public record Undelivered(Event event, long attempts, Instant at, boolean dead, String error) {
  static Undelivered of(DeliveryRow row) {
    return new Undelivered(
        Event.of(row.event()),
        row.attempts(),
        Instant.ofEpochMilli(row.due()),
        row.dead(),
        row.error());
  }
}
