package io.entrepot.auth.decide;

import io.entrepot.auth.policy.pattern.Arn;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * The grounds of decisions that were asked for last. Each has two places, and a later one takes the
 * older of them: to find one again costs a decision little, and a cache that knows which are used
 * most would cost each decision more. Any thread.
 */
final class Grounds {
  /** A power of two; in pairs. */
  private static final int PLACES = 1 << 16;

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

  private record Kept(AttachedPolicies identity, Action action, Resource resource, Ground ground) {
    boolean is(AttachedPolicies policies, Permission permission) {
      return identity.equals(policies)
          && action.equals(permission.action())
          && resource.equals(permission.resource());
    }
  }

  Ground of(AttachedPolicies identity, Permission permission) {
    int place = place(identity, permission);
    Kept first = kept.get(place);
    if (first != null && first.is(identity, permission)) {
      return first.ground();
    }
    Kept second = kept.get(place + 1);
    if (second != null && second.is(identity, permission)) {
      return second.ground();
    }
    Ground ground = make(identity, permission);
    // The first place is the newer one.
    kept.set(place + 1, first);
    kept.set(place, new Kept(identity, permission.action(), permission.resource(), ground));
    return ground;
  }

  private Ground make(AttachedPolicies identity, Permission permission) {
    Optional<Arn> arn = ResourceNames.arn(permission.resource(), region);
    return new Ground(
        policies, permission.resource(), covering(identity, permission.action(), arn));
  }

  /** The first of a pair. */
  private static int place(AttachedPolicies identity, Permission permission) {
    int hash =
        31 * (31 * identity.hashCode() + permission.action().hashCode())
            + permission.resource().hashCode();
    int mixed = hash * 0x9e3779b9;
    return mixed >>> (Integer.SIZE - Integer.numberOfTrailingZeros(PLACES)) & ~1;
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
