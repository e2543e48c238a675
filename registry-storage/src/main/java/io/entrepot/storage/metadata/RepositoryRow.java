package io.entrepot.storage.metadata;

import io.entrepot.storage.oci.RepositoryName;
import java.time.Instant;

/**
 * A repository with what its owner may set.
 *
 * @param tagMutability one of the names that the registry knows
 * @param tagExclusions filters with a space between two
 */
public record RepositoryRow(
    long id,
    RepositoryName name,
    Instant createdAt,
    String tagMutability,
    String tagExclusions,
    boolean scanOnPush) {}
