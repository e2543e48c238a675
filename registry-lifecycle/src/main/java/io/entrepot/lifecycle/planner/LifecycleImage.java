package io.entrepot.lifecycle.planner;

import io.entrepot.lifecycle.rule.StorageClass;
import io.entrepot.storage.oci.Digest;
import io.entrepot.storage.oci.Tag;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A manifest of a repository, as the planner looks at it.
 *
 * @param activatedAt when it last came back from the archive
 * @param archivedAt when it last went there
 * @param subject what it is about, whether or not that is in the repository
 * @param children what it names as manifests of its own, whether or not they are in the repository
 * @param pinned nothing acts on it
 */
public record LifecycleImage(
    Digest digest,
    List<Tag> tags,
    Instant pushedAt,
    Optional<Instant> pulledAt,
    Optional<Instant> activatedAt,
    Optional<Instant> archivedAt,
    StorageClass storageClass,
    Optional<Digest> subject,
    List<Digest> children,
    boolean pinned) {

  public LifecycleImage {
    tags = List.copyOf(tags);
    children = List.copyOf(children);
  }

  /** Since when it counts as pushed: a return from the archive is like a push. */
  Instant freshAt() {
    return activatedAt.orElse(pushedAt);
  }

  /** Since when it was not used: the last pull or return, or the push if there was neither. */
  Instant usedAt() {
    Instant pulled = pulledAt.orElse(freshAt());
    return activatedAt.filter(pulled::isBefore).orElse(pulled);
  }
}
