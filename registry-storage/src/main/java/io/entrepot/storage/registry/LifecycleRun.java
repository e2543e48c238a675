package io.entrepot.storage.registry;

import io.entrepot.storage.metadata.RunRow;
import io.entrepot.storage.oci.RegistryId;
import io.entrepot.storage.oci.RepositoryKey;
import io.entrepot.storage.oci.RepositoryName;
import java.time.Instant;
import java.util.Optional;

/**
 * What a lifecycle policy did in a repository.
 *
 * @param id in the order in which runs began
 * @param requestedBy who asked: somebody's ARN, or the server itself
 * @param policy the digest of its text
 * @param endedAt empty while it goes on
 * @param failure why it did not come to its end
 * @param images that were looked at
 * @param transitions images that would go into the archive, if there was one
 */
public record LifecycleRun(
    long id,
    RepositoryKey repository,
    String requestedBy,
    String policy,
    PolicyInForce.Source source,
    Instant beganAt,
    Optional<Instant> endedAt,
    Optional<String> failure,
    long images,
    long removed,
    long skipped,
    long transitions) {
  /** Whether the server stopped in the midst of it; no fault, and its job is run again. */
  public boolean isCutOff() {
    return failure.equals(Optional.of(LifecycleRuns.CUT_OFF));
  }

  static LifecycleRun of(RunRow row) {
    return new LifecycleRun(
        row.id(),
        new RepositoryKey(new RegistryId(row.registry()), new RepositoryName(row.repository())),
        row.requestedBy(),
        row.policy(),
        PolicyInForce.Source.valueOf(row.source()),
        Instant.ofEpochMilli(row.beganAt()),
        row.endedAt().map(Instant::ofEpochMilli),
        row.failure(),
        row.images(),
        row.removed(),
        row.skipped(),
        row.transitions());
  }
}
