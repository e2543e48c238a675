package io.entrepot.auth.decide;

import java.util.List;
import java.util.Map;

/**
 * What a resource brings to a decision.
 *
 * @param policies the repository's policy and the registry's, where there are any
 * @param tags {@code aws:ResourceTag/...} and {@code ecr:ResourceTag/...}
 */
public record ResourceFacts(List<AttachedPolicy> policies, Map<String, String> tags) {
  public static final ResourceFacts NONE = new ResourceFacts(List.of(), Map.of());

  public ResourceFacts {
    policies = List.copyOf(policies);
    tags = Map.copyOf(tags);
  }
}
