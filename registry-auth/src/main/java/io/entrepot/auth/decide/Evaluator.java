package io.entrepot.auth.decide;

import io.entrepot.auth.decide.Evaluation.Layer;
import io.entrepot.auth.decide.Evaluation.Outcome;
import io.entrepot.auth.policy.PrincipalMatch;
import io.entrepot.auth.policy.Requester;
import io.entrepot.auth.policy.Statement;
import io.entrepot.auth.policy.pattern.Arn;
import io.entrepot.auth.principal.AccountId;
import io.entrepot.auth.principal.Principal;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * The order in which policies decide (IAM user guide, Policy evaluation logic; Cross-account policy
 * evaluation logic). A pure function, but for keys that have to be looked up. One evaluation, one
 * thread.
 */
final class Evaluator {
  private static final Set<Action> WAYS_BACK =
      Set.of(
          EcrAction.SET_REPOSITORY_POLICY,
          EcrAction.DELETE_REPOSITORY_POLICY,
          EcrPublicAction.SET_REPOSITORY_POLICY,
          EcrPublicAction.DELETE_REPOSITORY_POLICY,
          EcrAction.PUT_REGISTRY_POLICY,
          EcrAction.DELETE_REGISTRY_POLICY);

  private final Caller caller;
  private final Permission permission;
  private final String region;
  private final RequestValues keys;
  private final Requester requester;
  private final boolean bounded;

  private final Found identity = new Found();
  private final Found boundary = new Found();
  private final Found session = new Found();
  private final Found attached = new Found();

  private Evaluator(
      Caller caller,
      Permission permission,
      ResourceFacts facts,
      String region,
      RequestValues keys,
      List<Clause> own) {
    this.caller = caller;
    this.permission = permission;
    this.region = region;
    this.keys = keys;
    this.requester = new Requester.Known(caller.principal());
    Standing standing = caller.standing();
    this.bounded = standing.boundary().isPresent();
    gather(own, identity);
    standing.boundary().ifPresent(policies -> gather(policies, boundary));
    standing.session().ifPresent(policies -> gather(policies, session));
    gather(facts.policies(), attached);
  }

  /**
   * What the policies say.
   *
   * @param region of the registry, for the ARNs of its repositories
   * @param keys the request's values, which note what was asked for
   * @param own the statements of the caller's identity that may cover the resource
   */
  static Evaluation evaluate(
      Caller caller,
      Permission permission,
      ResourceFacts facts,
      String region,
      RequestValues keys,
      List<Clause> own) {
    return new Evaluator(caller, permission, facts, region, keys, own).evaluate();
  }

  /** The same with nothing known beforehand, so not for each request. */
  static Evaluation evaluate(
      Caller caller, Permission permission, ResourceFacts facts, String region) {
    return of(caller, permission, facts, region).evaluate();
  }

  /** The same with all that led to it; evaluates conditions again, so not for each request. */
  static Explanation explain(
      Caller caller, Permission permission, ResourceFacts facts, String region) {
    return of(caller, permission, facts, region).explain(facts);
  }

  private static Evaluator of(
      Caller caller, Permission permission, ResourceFacts facts, String region) {
    return new Evaluator(
        caller,
        permission,
        facts,
        region,
        new RequestValues(caller, permission, facts, region),
        Grounds.covering(
            caller.standing().identity(),
            permission.action(),
            ResourceNames.arn(permission.resource(), region)));
  }

  private Explanation explain(ResourceFacts facts) {
    Evaluation answer = evaluate();
    boolean cross =
        caller.principal().account().filter(permission.resource().account()::equals).isEmpty();
    Map<Layer, Outcome> layers = new EnumMap<>(Layer.class);
    layers.put(Layer.IDENTITY, identity.outcome());
    if (cross || !facts.policies().list().isEmpty()) {
      layers.put(Layer.RESOURCE, attached.outcome());
    }
    if (bounded) {
      layers.put(Layer.BOUNDARY, boundary.outcome());
    }
    if (caller.standing().session().isPresent()) {
      layers.put(Layer.SESSION, session.outcome());
    }
    return new Explanation(answer, matched(answer, cross), layers, cross, missingKeys(facts));
  }

  private List<Evaluation.Decisive> matched(Evaluation answer, boolean cross) {
    List<Evaluation.Decisive> matched = new ArrayList<>();
    answer.by().ifPresent(matched::add);
    if (answer.allowed() && cross && identity.allows()) {
      matched.add(identity.allowance());
    }
    return matched;
  }

  private SortedSet<String> missingKeys(ResourceFacts facts) {
    Standing standing = caller.standing();
    SortedSet<String> missing = new TreeSet<>();
    List<AttachedPolicies> all = new ArrayList<>(List.of(standing.identity(), facts.policies()));
    standing.boundary().ifPresent(all::add);
    standing.session().ifPresent(all::add);
    for (AttachedPolicies policies : all) {
      for (String key : policies.keys()) {
        if (keys.values(key).isEmpty()) {
          missing.add(key);
        }
      }
    }
    return missing;
  }

  private void gather(AttachedPolicies policies, Found found) {
    gather(policies.speakingOf(permission.action().iamName()), found);
  }

  private void gather(List<Clause> clauses, Found found) {
    for (Clause clause : clauses) {
      Statement statement = clause.statement();
      boolean principals = statement.principals().isPresent();
      if (!found.needs(statement.effect(), principals)) {
        continue;
      }
      PrincipalMatch form =
          principals ? statement.principals().get().match(requester, bounded) : PrincipalMatch.SELF;
      if (form != PrincipalMatch.NONE
          && (clause.covers() || statement.covers(resource(), keys))
          && statement.holds(keys)) {
        found.add(clause.policy(), statement, form);
      }
    }
  }

  // Made when a statement asks for it, since of most it is known whether they cover the resource.
  private Optional<Arn> resource() {
    return ResourceNames.arn(permission.resource(), region);
  }

  private Evaluation evaluate() {
    Evaluation answer = byPolicies();
    // Of all policies of resources a role's trust policy alone has to allow what it is asked
    // (IAM user guide, How permissions work for role trust policies); root is no exception.
    return answer.allowed()
            && permission.resource() instanceof Resource.AssumableRole
            && !attached.allows()
        ? missing(Layer.TRUST, "the role's trust policy does not allow it")
        : answer;
  }

  private Evaluation byPolicies() {
    Optional<AccountId> own = caller.principal().account();
    if (own.isEmpty()) {
      return resourceSide(attached.match() == PrincipalMatch.EVERYBODY);
    }
    if (own.get().equals(permission.resource().account())) {
      return sameAccount();
    }
    // The caller's side first: what its own policies refuse says nothing of the other account.
    Evaluation callerSide = callerSide(false);
    return callerSide.allowed() ? resourceSide(attached.allows()) : callerSide;
  }

  private Evaluation sameAccount() {
    if (attached.denies() && !isWayBack()) {
      return denied(Layer.RESOURCE, attached);
    }
    PrincipalMatch given = grants() ? attached.match() : PrincipalMatch.NONE;
    return switch (given) {
      case SELF, EVERYBODY -> callerDenial().orElseGet(() -> allowed(Layer.RESOURCE, attached));
      case ROLE -> callerSide(true);
      case ACCOUNT, NONE -> callerSide(false);
    };
  }

  /**
   * Whether the owner's root replaces a policy or takes it away: what such a policy denies it would
   * otherwise be denied for good, since nobody could end that.
   */
  private boolean isWayBack() {
    return caller.principal() instanceof Principal.Root && WAYS_BACK.contains(permission.action());
  }

  // A policy of a resource does not give what is asked of the registry as a whole.
  private boolean grants() {
    return switch (permission.resource()) {
      case Resource.Repository repository -> true;
      case Resource.Registry registry -> false;
      case Resource.PublicRepository repository -> true;
      case Resource.PublicRegistry registry -> false;
      case Resource.Identity other -> true;
      case Resource.AssumableRole role -> true;
      case Resource.FederatedUser user -> false;
      case Resource.BuiltInPolicy policy -> false;
      case Resource.Account account -> false;
    };
  }

  private Evaluation resourceSide(boolean allows) {
    if (attached.denies()) {
      return denied(Layer.RESOURCE, attached);
    }
    return allows && grants()
        ? allowed(Layer.RESOURCE, attached)
        : missing(Layer.RESOURCE, "no policy of the resource allows it");
  }

  private Optional<Evaluation> callerDenial() {
    if (identity.denies()) {
      return Optional.of(denied(Layer.IDENTITY, identity));
    }
    if (boundary.denies()) {
      return Optional.of(denied(Layer.BOUNDARY, boundary));
    }
    return session.denies() ? Optional.of(denied(Layer.SESSION, session)) : Optional.empty();
  }

  /**
   * What the caller's own policies say.
   *
   * @param given whether the resource's policy gave it to the caller's role
   */
  private Evaluation callerSide(boolean given) {
    Optional<Evaluation> denial = callerDenial();
    if (denial.isPresent()) {
      return denial.get();
    }
    if (caller.principal() instanceof Principal.Root) {
      return new Evaluation(
          Outcome.ALLOWED, Layer.ROOT, Optional.empty(), "the account's root identity asks");
    }
    if (!identity.allows() && !given) {
      return missing(Layer.IDENTITY, "no policy of the caller's identity allows it");
    }
    if (bounded && !boundary.allows()) {
      return missing(Layer.BOUNDARY, "the permissions boundary does not allow it");
    }
    if (caller.standing().session().isPresent() && !session.allows()) {
      return missing(Layer.SESSION, "no policy of the session allows it");
    }
    return given ? allowed(Layer.RESOURCE, attached) : allowed(Layer.IDENTITY, identity);
  }

  private static Evaluation allowed(Layer layer, Found found) {
    return Evaluation.by(Outcome.ALLOWED, layer, found.allowance());
  }

  private static Evaluation denied(Layer layer, Found found) {
    return Evaluation.by(Outcome.EXPLICIT_DENY, layer, found.denial());
  }

  private static Evaluation missing(Layer layer, String why) {
    return new Evaluation(Outcome.IMPLICIT_DENY, layer, Optional.empty(), why);
  }
}
