package io.entrepot.storage.registry;

import io.entrepot.storage.metadata.RepositoryRow;
import io.entrepot.storage.oci.RegistryId;
import io.entrepot.storage.oci.RepositoryKey;
import java.time.Instant;

/**
 * A repository and what its owner may set.
 *
 * @param scanOnPush kept for the scanner; nothing scans yet
 */
public record RepositoryInfo(
    RepositoryKey key, Instant createdAt, TagMutability tagMutability, boolean scanOnPush) {
  static RepositoryInfo of(RegistryId registry, RepositoryRow row) {
    return new RepositoryInfo(
        new RepositoryKey(registry, row.name()),
        row.createdAt(),
        TagMutability.of(row.tagMutability(), row.tagExclusions()),
        row.scanOnPush());
  }
}
