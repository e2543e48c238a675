package io.entrepot.storage.registry;

import io.entrepot.storage.metadata.TemplateRow;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * With what repositories begin that are not created by a request of their own (Amazon ECR user
 * guide, Repository creation templates).
 *
 * @param prefix of their names, after which a slash follows, or {@link #ROOT} for all others
 * @param tags of the repository itself
 * @param policy the repository's policy
 * @param lifecycle its lifecycle policy
 * @param customRole kept; nothing uses it
 */
public record RepositoryTemplate(
    String prefix,
    Optional<String> description,
    TagMutability tagMutability,
    Map<String, String> tags,
    Optional<String> policy,
    Optional<String> lifecycle,
    Set<Use> appliedFor,
    Optional<String> customRole,
    Instant createdAt,
    Instant updatedAt) {
  /** The prefix of the template for repositories that no other is for. */
  public static final String ROOT = "ROOT";

  /** What makes repositories. */
  public enum Use {
    REPLICATION,
    PULL_THROUGH_CACHE,
    CREATE_ON_PUSH
  }

  public RepositoryTemplate {
    tags = Map.copyOf(tags);
    appliedFor = Set.copyOf(appliedFor);
  }

  static RepositoryTemplate of(TemplateRow row) {
    Set<Use> uses = EnumSet.noneOf(Use.class);
    Arrays.stream(row.appliedFor().split(" ", -1))
        .filter(name -> !name.isEmpty())
        .map(Use::valueOf)
        .forEach(uses::add);
    return new RepositoryTemplate(
        row.prefix(),
        row.description(),
        TagMutability.of(row.tagMutability(), row.tagExclusions()),
        row.tags(),
        row.policy(),
        row.lifecycle(),
        uses,
        row.customRole(),
        row.createdAt(),
        row.updatedAt());
  }

  TemplateRow row() {
    return new TemplateRow(
        prefix,
        description,
        tagMutability.mode().name(),
        tagMutability.exclusionText(),
        policy,
        lifecycle,
        appliedFor.stream().sorted().map(Enum::name).collect(Collectors.joining(" ")),
        customRole,
        tags,
        createdAt,
        updatedAt);
  }
}
