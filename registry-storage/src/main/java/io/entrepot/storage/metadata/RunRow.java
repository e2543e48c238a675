package io.entrepot.storage.metadata;

import java.util.Optional;

/**
 * A run of a lifecycle policy.
 *
 * @param policy the digest of its text
 * @param source whose policy it is
 * @param beganAt in milliseconds, as all times here
 * @param images that were looked at
 * @param transitions images that would go into the archive, if there was one
 */
public record RunRow(
    long id,
    String registry,
    String repository,
    String requestedBy,
    String policy,
    String source,
    long beganAt,
    Optional<Long> endedAt,
    Optional<String> failure,
    long images,
    long removed,
    long skipped,
    long transitions) {}
