package io.entrepot.storage.metadata;

import java.util.Optional;

/**
 * How a start of a job ended, and what comes after it unless somebody asked for it again.
 *
 * @param at in milliseconds
 * @param outcome a word
 * @param message a sentence
 * @param succeeded whether nothing went wrong
 * @param due when it runs next, in milliseconds; empty: when it is asked for
 * @param attempts starts without a good end that count for the next one
 * @param requestedBy for whom the next one is; empty for nobody
 * @param effort what is kept of it
 */
public record JobEnd(
    long at,
    String outcome,
    String message,
    boolean succeeded,
    Optional<Long> due,
    long attempts,
    String requestedBy,
    JobEffort effort) {}
