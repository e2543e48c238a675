package io.entrepot.storage.registry;

import java.util.Map;
import java.util.Optional;

/**
 * What a repository begins with.
 *
 * @param tags of the repository itself, by name
 * @param policy the repository's policy
 * @param lifecycle its lifecycle policy
 * @param catalog what is told of it
 */
public record NewRepository(
    TagMutability tagMutability,
    boolean scanOnPush,
    Map<String, String> tags,
    Optional<String> policy,
    Optional<String> lifecycle,
    Optional<NewCatalog> catalog) {
  /** What one begins with of which nothing is said. */
  public static final NewRepository PLAIN =
      new NewRepository(TagMutability.MUTABLE, false, Map.of());

  public NewRepository {
    tags = Map.copyOf(tags);
  }

  /** One without policies. */
  public NewRepository(TagMutability tagMutability, boolean scanOnPush, Map<String, String> tags) {
    this(tagMutability, scanOnPush, tags, Optional.empty(), Optional.empty(), Optional.empty());
  }

  /** A public one. */
  public NewRepository(Map<String, String> tags, Optional<NewCatalog> catalog) {
    this(TagMutability.MUTABLE, false, tags, Optional.empty(), Optional.empty(), catalog);
  }

  static NewRepository of(RepositoryTemplate template) {
    return new NewRepository(
        template.tagMutability(),
        false,
        template.tags(),
        template.policy(),
        template.lifecycle(),
        Optional.empty());
  }
}
