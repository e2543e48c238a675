package io.entrepot.storage.metadata;

/**
 * An event that a sink did not take.
 *
 * @param attempts how often it was offered
 * @param since from when the time counts after which it is given up, in milliseconds
 * @param due when it is offered again, or when it was given up, in milliseconds
 * @param dead whether it was given up
 * @param error why it was not taken the last time
 */
public record DeliveryRow(
    EventRow event, long attempts, long since, long due, boolean dead, String error) {}
