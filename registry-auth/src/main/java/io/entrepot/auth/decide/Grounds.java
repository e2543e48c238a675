package io.entrepot.auth.decide;

import io.entrepot.auth.policy.pattern.Arn;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * The grounds of decisions that were asked for last. Each has one place, and whichever comes later
 * takes it: to find one again costs a decision little, and a cache that knows which are used most
 * would cost each decision more. Any thread.
 */
final class Grounds {
  /** A power of two. */
  private static final int PLACES = 1 << 15;

  private final ResourcePolicies policies;
  private final String region;
  private final AtomicReferenceArray<@Nullable Kept> kept = new AtomicReferenceArray<>(PLACES);

  /**
   * @param region of the registries, for the ARNs of their repositories
   */
  Grounds(ResourcePolicies policies, String region) {
    this.policies = policies;
    this.region = region;
  }

  private record Kept(AttachedPolicies identity, Action action, Resource resource, Ground ground) {}

  Ground of(AttachedPolicies identity, Permission permission) {
    Action action = permission.action();
    Resource resource = permission.resource();
    int place = place(31 * (31 * identity.hashCode() + action.hashCode()) + resource.hashCode());
    Kept found = kept.get(place);
    if (found != null
        && found.identity() == identity
        && found.action().equals(action)
        && found.resource().equals(resource)) {
      return found.ground();
    }
    Optional<Arn> arn = ResourceNames.arn(resource, region);
    Ground ground = new Ground(policies, resource, covering(identity, action, arn));
    kept.set(place, new Kept(identity, action, resource, ground));
    return ground;
  }

  private static int place(int hash) {
    int mixed = hash * 0x9e3779b9;
    return mixed >>> (Integer.SIZE - Integer.numberOfTrailingZeros(PLACES));
  }

  /** Those of the statements about an action that cover the resource, or may. */
  static List<Clause> covering(AttachedPolicies policies, Action action, Optional<Arn> resource) {
    List<Clause> covering = new ArrayList<>();
    for (Clause clause : policies.speakingOf(action.iamName())) {
      Optional<Boolean> covers = clause.statement().covers(resource);
      if (covers.isEmpty()) {
        covering.add(clause);
      } else if (covers.get()) {
        covering.add(clause.covering());
      }
    }
    return List.copyOf(covering);
  }
}
