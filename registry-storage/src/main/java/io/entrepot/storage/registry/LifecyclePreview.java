package io.entrepot.storage.registry;

import io.entrepot.storage.metadata.PreviewRows;
import java.time.Instant;
import java.util.Optional;

/**
 * What a lifecycle policy would do in a repository.
 *
 * @param document the policy's text
 * @param beganAt when it was asked for
 * @param failure why there is none
 */
public record LifecyclePreview(
    long id,
    String document,
    Status status,
    Instant beganAt,
    Optional<String> failure,
    long expiring,
    long transitioning) {
  /** How it stands (Amazon ECR API reference, GetLifecyclePolicyPreview). */
  public enum Status {
    IN_PROGRESS,
    COMPLETE,
    EXPIRED,
    FAILED
  }

  private static final String GIVEN_UP = "it was not ready within an hour";

  static LifecyclePreview of(PreviewRows.Preview row, Instant now) {
    Instant began = Instant.ofEpochMilli(row.began());
    Status stored = Status.valueOf(row.status());
    boolean givenUp =
        stored == Status.IN_PROGRESS && !began.plus(LifecyclePreviews.PATIENCE).isAfter(now);
    Status status = givenUp ? Status.FAILED : stored;
    return new LifecyclePreview(
        row.id(),
        row.document(),
        began.plus(LifecyclePreviews.KEPT_FOR).isBefore(now) ? Status.EXPIRED : status,
        began,
        givenUp ? Optional.of(GIVEN_UP) : row.failure(),
        row.expiring(),
        row.transitioning());
  }
}
