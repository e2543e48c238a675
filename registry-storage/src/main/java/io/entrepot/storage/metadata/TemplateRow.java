package io.entrepot.storage.metadata;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * With what repositories of a prefix begin.
 *
 * @param tagExclusions filters with a space between two
 * @param appliedFor names with a space between two
 */
public record TemplateRow(
    String prefix,
    Optional<String> description,
    String tagMutability,
    String tagExclusions,
    Optional<String> policy,
    Optional<String> lifecycle,
    String appliedFor,
    Optional<String> customRole,
    Map<String, String> tags,
    Instant createdAt,
    Instant updatedAt) {
  public TemplateRow {
    tags = Map.copyOf(tags);
  }
}
