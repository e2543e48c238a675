package io.entrepot.storage.registry;

import java.util.Map;

/**
 * What a repository begins with.
 *
 * @param tags of the repository itself, by name
 */
public record NewRepository(
    TagMutability tagMutability, boolean scanOnPush, Map<String, String> tags) {
  /** What one that a push makes begins with. */
  public static final NewRepository PLAIN =
      new NewRepository(TagMutability.MUTABLE, false, Map.of());

  public NewRepository {
    tags = Map.copyOf(tags);
  }
}
