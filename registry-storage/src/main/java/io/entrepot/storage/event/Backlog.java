package io.entrepot.storage.event;

import java.time.Instant;
import java.util.Optional;

/**
 * How far a sink is behind.
 *
 * @param behind events that it was not offered as yet
 * @param waiting events that it did not take and is offered again
 * @param dead dead letters
 * @param oldest when the oldest that it is behind by happened, or that waits
 */
public record Backlog(long behind, int waiting, int dead, Optional<Instant> oldest) {}
