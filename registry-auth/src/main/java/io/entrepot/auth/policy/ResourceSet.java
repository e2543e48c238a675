package io.entrepot.auth.policy;

import io.entrepot.auth.policy.pattern.Arn;
import io.entrepot.auth.policy.pattern.ArnPattern;
import io.entrepot.auth.policy.pattern.RequestKeys;
import java.util.List;
import java.util.Optional;

/**
 * The resources that a statement names, or all but those.
 *
 * @param all whether {@code *} is among them
 * @param hasVariables whether what they are depends on the request
 */
record ResourceSet(boolean all, List<ArnPattern> patterns, boolean inverted, boolean hasVariables) {
  /** Those of a statement that names none, since there is only one that it can mean. */
  static final ResourceSet IMPLIED = new ResourceSet(true, List.of(), false);

  ResourceSet(boolean all, List<ArnPattern> patterns, boolean inverted) {
    this(
        all, List.copyOf(patterns), inverted, patterns.stream().anyMatch(ArnPattern::hasVariables));
  }

  boolean contains(Optional<Arn> resource, RequestKeys keys, Statement.Effect effect) {
    if (all) {
      return !inverted;
    }
    if (resource.isEmpty()) {
      return inverted;
    }
    for (ArnPattern pattern : patterns) {
      Optional<Boolean> matched = pattern.matches(resource.get(), keys);
      // A variable without a value: Resource names nothing by it. Nobody knows what NotResource
      // leaves out then, so it gives nothing, and what it forbids it forbids.
      if (matched.isEmpty() && inverted && effect == Statement.Effect.ALLOW) {
        return false;
      }
      if (matched.orElse(false)) {
        return !inverted;
      }
    }
    return inverted;
  }
}
