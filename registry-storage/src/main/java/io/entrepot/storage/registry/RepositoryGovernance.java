package io.entrepot.storage.registry;

import java.util.Map;
import java.util.Optional;

/**
 * What governs a repository besides its registry.
 *
 * @param exists whether there is such a repository; without, it has neither policy nor tags
 * @param policy the policy's text as it was given
 * @param tags of the repository itself, by name
 */
public record RepositoryGovernance(
    boolean exists, Optional<String> policy, Map<String, String> tags) {
  static final RepositoryGovernance MISSING =
      new RepositoryGovernance(false, Optional.empty(), Map.of());

  public RepositoryGovernance {
    tags = Map.copyOf(tags);
  }
}
