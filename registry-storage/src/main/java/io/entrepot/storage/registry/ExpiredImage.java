package io.entrepot.storage.registry;

import io.entrepot.storage.metadata.ExpiredRows;
import io.entrepot.storage.oci.Digest;
import io.entrepot.storage.oci.Tag;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * An image that a policy took out of its repository and that can be brought back.
 *
 * @param tags that it had
 * @param leader the image that it went with
 * @param due when it is deleted
 * @param rule the priority of the rule that decided
 * @param reason a sentence
 * @param place in the list of its repository's
 */
public record ExpiredImage(
    Digest digest,
    List<Tag> tags,
    Optional<Digest> leader,
    Instant at,
    Instant due,
    int rule,
    String reason,
    String place) {
  public ExpiredImage {
    tags = List.copyOf(tags);
  }

  static ExpiredImage of(ExpiredRows.Expired row) {
    return new ExpiredImage(
        row.digest(),
        ImageFate.tags(row.tags()),
        row.leader(),
        row.at(),
        row.due(),
        row.priority(),
        row.reason(),
        Long.toString(row.id()));
  }
}
