package io.entrepot.auth.decide;

import java.util.Map;

/**
 * What a resource brings to a decision.
 *
 * @param policies the repository's policy and the registry's, where there are any
 * @param tags {@code aws:ResourceTag/...} and {@code ecr:ResourceTag/...}
 */
public record ResourceFacts(AttachedPolicies policies, Map<String, String> tags) {
  public static final ResourceFacts NONE = new ResourceFacts(AttachedPolicies.NONE, Map.of());

  public ResourceFacts {
    tags = Map.copyOf(tags);
  }
}
