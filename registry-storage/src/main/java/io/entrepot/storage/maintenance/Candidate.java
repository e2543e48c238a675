package io.entrepot.storage.maintenance;

import io.entrepot.storage.oci.Digest;
import io.entrepot.storage.oci.RepositoryKey;
import java.time.Instant;
import java.util.Optional;

/**
 * Something that is to be reviewed, and what would come of it now.
 *
 * @param repository whose link it is; empty for a blob that nothing links, or that only
 *     repositories link that were deleted
 * @param size of the blob, in bytes
 * @param reviewAt when it is to be reviewed
 */
public record Candidate(
    Optional<RepositoryKey> repository, Digest digest, long size, Instant reviewAt, Fate fate) {
  /** What comes of it. */
  public enum Fate {
    /** The repository loses the blob, and the store keeps it for others. */
    UNLINK,
    /** The store loses the blob: nothing else links it. */
    REMOVE,
    /** A manifest names it, or something links it: it stays. */
    KEEP
  }
}
