package io.entrepot.storage.registry;

import io.entrepot.storage.metadata.PreviewRows;
import io.entrepot.storage.oci.Digest;
import java.time.Instant;
import java.util.Optional;

/**
 * What would become of an image.
 *
 * @param position in the order in which it would be done
 * @param rule the priority of the rule that decides; empty when none does
 * @param reason a sentence
 */
public record PreviewedImage(
    long position,
    Digest digest,
    NotedTags tags,
    Instant pushedAt,
    Action action,
    Optional<Integer> rule,
    String reason) {
  /** What would be done. */
  public enum Action {
    EXPIRE,
    TRANSITION,
    KEEP
  }

  static PreviewedImage of(PreviewRows.PreviewImage row) {
    return new PreviewedImage(
        row.position(),
        Digest.parse(row.digest()),
        NotedTags.read(row.tags()),
        Instant.ofEpochMilli(row.pushedAt()),
        Action.valueOf(row.action()),
        row.priority(),
        row.reason());
  }

  PreviewRows.PreviewImage row() {
    return new PreviewRows.PreviewImage(
        position,
        digest.toString(),
        tags.text(),
        pushedAt.toEpochMilli(),
        action.name(),
        rule,
        reason);
  }
}
