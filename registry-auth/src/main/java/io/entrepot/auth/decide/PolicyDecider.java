package io.entrepot.auth.decide;

import io.entrepot.auth.decide.Decision.Cause;
import io.entrepot.auth.decide.Evaluation.Layer;
import io.entrepot.auth.decide.Evaluation.Outcome;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Decides by policies: those of the caller, and those of the resource. Any thread. */
public final class PolicyDecider implements Decider {
  private final String region;
  private final Grounds grounds;

  /**
   * A decider.
   *
   * @param region of the registries, for the ARNs of their repositories
   */
  public PolicyDecider(ResourcePolicies policies, String region) {
    this.region = region;
    this.grounds = new Grounds(policies, region);
  }

  /** What the policies say of a permission, scope aside; may block. */
  Evaluation evaluate(Caller caller, Permission permission) {
    Ground ground = grounds.of(caller.standing().identity(), permission);
    return ground.evaluate(caller, permission, ground.facts(), region);
  }

  @Override
  public Decision decide(Caller caller, List<Permission> permissions) {
    for (Permission permission : permissions) {
      if (!covers(caller, permission)) {
        caller.witness().decided(permission, Evaluation.OUTSIDE_SCOPE);
        return outsideScope(caller, permission);
      }
      Evaluation evaluation = evaluate(caller, permission);
      caller.witness().decided(permission, evaluation);
      if (!evaluation.allowed()) {
        return refused(caller, permission, evaluation);
      }
    }
    return new Decision.Allowed(new Grant(this, caller));
  }

  @Override
  public Optional<Decision> decideNow(Caller caller, List<Permission> permissions) {
    for (Permission permission : permissions) {
      if (!covers(caller, permission)) {
        return Optional.of(outsideScope(caller, permission));
      }
      Ground ground = grounds.of(caller.standing().identity(), permission);
      Optional<ResourceFacts> facts = ground.factsNow();
      if (facts.isEmpty() || mustRead(caller.standing(), permission, facts.get())) {
        return Optional.empty();
      }
      Evaluation evaluation = ground.evaluate(caller, permission, facts.get(), region);
      if (!evaluation.allowed()) {
        return Optional.of(refused(caller, permission, evaluation));
      }
    }
    return Optional.of(new Decision.Allowed(new Grant(this, caller)));
  }

  @Override
  public boolean wouldAllow(Caller caller, Permission permission, ResourceFacts facts) {
    return covers(caller, permission)
        && Evaluator.evaluate(caller, permission, facts, region).allowed();
  }

  @Override
  public RefusedRequest retell(Caller caller, Permission permission) {
    ResourceFacts facts = grounds.of(caller.standing().identity(), permission).facts();
    boolean own =
        caller.principal().account().filter(permission.resource().account()::equals).isPresent();
    Evaluation evaluation = Evaluator.evaluate(caller, permission, facts, region);
    return RefusedRequest.of(
        caller,
        permission,
        facts,
        region,
        own ? evaluation : told(caller, permission, evaluation),
        own);
  }

  private static boolean covers(Caller caller, Permission permission) {
    return caller.scope().covers(permission.action(), permission.resource());
  }

  /** Whether a policy speaks of a key whose values are not at hand. */
  private static boolean mustRead(Standing standing, Permission permission, ResourceFacts facts) {
    for (Map.Entry<String, KeyValues> key : permission.keys().entrySet()) {
      if (key.getValue() instanceof KeyValues.Lookup && speaks(standing, facts, key.getKey())) {
        return true;
      }
    }
    return false;
  }

  private static boolean speaks(Standing standing, ResourceFacts facts, String key) {
    return standing.identity().keys().contains(key)
        || facts.policies().keys().contains(key)
        || (standing.boundary().isPresent() && standing.boundary().get().keys().contains(key))
        || (standing.session().isPresent() && standing.session().get().keys().contains(key));
  }

  private Decision refused(Caller caller, Permission permission, Evaluation evaluation) {
    Evaluation told = told(caller, permission, evaluation);
    return new Decision.Refused(
        permission,
        told.outcome() == Outcome.EXPLICIT_DENY ? Cause.EXPLICIT_DENY : Cause.IMPLICIT_DENY,
        RefusalWords.of(caller, permission, region, told),
        evaluation.why());
  }

  /**
   * What the caller may know: of a policy of the resource that denies, only who could do it without
   * that policy. Others hear what they would hear of a resource that does not exist.
   */
  private Evaluation told(Caller caller, Permission permission, Evaluation evaluation) {
    if (evaluation.outcome() != Outcome.EXPLICIT_DENY || evaluation.layer() != Layer.RESOURCE) {
      return evaluation;
    }
    Evaluation missing = Evaluator.evaluate(caller, permission, ResourceFacts.NONE, region);
    return missing.allowed() ? evaluation : missing;
  }

  private Decision outsideScope(Caller caller, Permission permission) {
    return new Decision.Refused(
        permission,
        Cause.OUTSIDE_SCOPE,
        RefusalWords.outsideScope(caller, permission, region),
        Evaluation.OUTSIDE_SCOPE.why());
  }
}
