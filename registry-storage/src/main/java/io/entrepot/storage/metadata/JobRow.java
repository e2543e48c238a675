package io.entrepot.storage.metadata;

import java.util.Optional;

/**
 * A job in the background. Times are in milliseconds.
 *
 * @param due when it runs, also while it does; empty when nothing is planned
 * @param owner who works on it
 * @param leaseUntil how long nobody else may
 * @param attempts starts without a good end, the present one included
 * @param cancelled whether whoever works on it is to stop
 * @param requestedBy empty when it runs by itself
 * @param startedAt the last start
 * @param endedAt the end of the last start that came to one
 * @param outcome how that was
 * @param message a sentence of it; empty before there was one
 * @param succeededAt the last good end
 */
public record JobRow(
    JobKey key,
    Optional<Long> due,
    Optional<String> owner,
    Optional<Long> leaseUntil,
    long attempts,
    boolean cancelled,
    String requestedBy,
    JobEffort effort,
    Optional<Long> startedAt,
    Optional<Long> endedAt,
    Optional<String> outcome,
    String message,
    Optional<Long> succeededAt) {}
