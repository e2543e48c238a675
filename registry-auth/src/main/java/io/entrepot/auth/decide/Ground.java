package io.entrepot.auth.decide;

import io.entrepot.auth.principal.Principal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What is known of one action on one resource by one who has certain policies: the statements that
 * matter, what the resource brings, and what was decided last, for as long as all of it stands. Any
 * thread.
 */
final class Ground {
  private final ResourcePolicies policies;
  private final Resource resource;
  private final List<Clause> identity;
  private volatile @Nullable Known known;
  private volatile @Nullable Decided decided;

  private record Known(long generation, ResourceFacts facts) {}

  /**
   * An evaluation with everything that it depends on.
   *
   * @param asked the condition keys of the request whose values it asked for
   */
  private record Decided(
      Standing standing,
      ResourceFacts facts,
      Principal principal,
      Map<String, KeyValues> keys,
      RequestFacts request,
      Set<String> asked,
      Evaluation evaluation) {
    // What did not change is the same object, and then there is nothing to compare.
    @SuppressWarnings("ReferenceEquality")
    boolean holds(Caller caller, Permission permission, ResourceFacts now) {
      return standing == caller.standing()
          && facts == now
          && (principal == caller.principal() || principal.equals(caller.principal()))
          && (keys == permission.keys() || keys.equals(permission.keys()))
          && request.isLike(caller.request(), asked);
    }
  }

  Ground(ResourcePolicies policies, Resource resource, List<Clause> identity) {
    this.policies = policies;
    this.resource = resource;
    this.identity = identity;
  }

  /** What the resource brings; may block. */
  ResourceFacts facts() {
    return factsNow().orElseGet(() -> policies.of(resource));
  }

  /** The same when it can be told from memory; never blocks. */
  Optional<ResourceFacts> factsNow() {
    long generation = policies.generation();
    Known before = known;
    if (before != null && before.generation() == generation) {
      return Optional.of(before.facts());
    }
    Optional<ResourceFacts> facts = policies.now(resource);
    facts.ifPresent(found -> known = new Known(generation, found));
    return facts;
  }

  /** What the policies say; may block where the value of a condition key has to be read. */
  Evaluation evaluate(Caller caller, Permission permission, ResourceFacts facts, String region) {
    Decided before = decided;
    if (before != null && before.holds(caller, permission, facts)) {
      return before.evaluation();
    }
    RequestValues values = new RequestValues(caller, permission, facts, region);
    Evaluation evaluation = Evaluator.evaluate(caller, permission, facts, region, values, identity);
    if (values.hasReadNothing()) {
      decided =
          new Decided(
              caller.standing(),
              facts,
              caller.principal(),
              permission.keys(),
              caller.request(),
              values.askedOfRequest(),
              evaluation);
    }
    return evaluation;
  }
}
