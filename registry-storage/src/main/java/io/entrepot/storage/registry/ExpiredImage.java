package io.entrepot.storage.registry;

import io.entrepot.storage.metadata.ExpiredRows;
import io.entrepot.storage.oci.Digest;
import java.time.Instant;
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
    NotedTags tags,
    Optional<Digest> leader,
    Instant at,
    Instant due,
    int rule,
    String reason,
    String place) {
  static ExpiredImage of(ExpiredRows.Listed listed) {
    ExpiredRows.Expired row = listed.image();
    return new ExpiredImage(
        row.digest(),
        new NotedTags(
            ExpiredTags.read(listed.tags()).stream().limit(NotedTags.MOST).toList(),
            listed.tagCount()),
        row.leader(),
        row.at(),
        row.due(),
        row.priority(),
        row.reason(),
        Long.toString(row.id()));
  }
}
