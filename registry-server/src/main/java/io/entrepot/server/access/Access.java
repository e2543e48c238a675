package io.entrepot.server.access;

import io.entrepot.auth.decide.Caller;
import io.entrepot.auth.decide.Decider;
import io.entrepot.auth.decide.Decision;
import io.entrepot.auth.decide.Grant;
import io.entrepot.auth.decide.OpenDecider;
import io.entrepot.auth.decide.Permission;
import io.entrepot.auth.decide.Scope;
import io.entrepot.auth.principal.Principal;
import io.entrepot.auth.token.TokenScope;
import io.entrepot.server.error.OciError;
import io.entrepot.server.error.RefusedException;
import io.entrepot.server.http.Request;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/**
 * Tells who asks, has the decider say whether they may, and says no to clients in a way that they
 * understand. Any thread may call it.
 */
public final class Access {
  private final Arrivals arrivals;
  private final Callers callers;
  private final Decider decider;
  private final Challenges challenges;

  public Access(Arrivals arrivals, Callers callers, Decider decider, Challenges challenges) {
    this.arrivals = arrivals;
    this.callers = callers;
    this.decider = decider;
    this.challenges = challenges;
  }

  /** Lets everybody do everything. */
  public static Access open(Arrivals arrivals, InstantSource clock) {
    return new Access(
        arrivals,
        new Everybody(clock),
        new OpenDecider(),
        new Challenges("", arrivals.fallback(), Optional.empty()));
  }

  /** Where the request came from, and whose registry it asks. */
  public Arrival arrival(Request request) {
    return arrivals.of(request);
  }

  /**
   * The grant for what a request needs; may block.
   *
   * @throws RefusedException 401 with a challenge, 403 DENIED with the reason, or 429
   */
  public Grant grant(Arrival arrival, Requirement requirement) {
    Caller caller = caller(arrival, requirement);
    return switch (requirement) {
      case Requirement.AllOf all -> all(arrival, caller, all.permissions());
      case Requirement.AnyOf any -> any(arrival, caller, any.permissions());
      case Requirement.Found found -> all(arrival, caller, found.lookup().get());
      case Requirement.Credentials credentials -> {
        refuseOutside(arrival, caller, credentials);
        yield all(arrival, caller, List.of());
      }
      case Requirement.Unauthenticated none -> all(arrival, caller, List.of());
    };
  }

  /**
   * A grant of nothing to whoever sends this, of which everything is then asked; for doors that
   * have errors of their own. A registry token is no good here: what it covers is none of theirs.
   * May block.
   *
   * @throws NotAuthenticatedException when there are no credentials that are good here
   */
  public Grant identified(Arrival arrival) {
    if (arrival.request().headers().first("Authorization").isEmpty()) {
      throw new NotAuthenticatedException(
          NotAuthenticatedException.Kind.ABSENT, "this needs credentials");
    }
    Caller caller = callers.of(arrival);
    if (!caller.scope().equals(Scope.UNLIMITED) || caller.principal().account().isEmpty()) {
      throw new NotAuthenticatedException(
          NotAuthenticatedException.Kind.INVALID_TOKEN, "a registry token is not good for this");
    }
    return all(arrival, caller, List.of());
  }

  /** The same when it can be told from memory; empty too when it is refused. Never blocks. */
  public Optional<Grant> grantNow(Arrival arrival, Requirement requirement) {
    if (!(requirement instanceof Requirement.AllOf all)) {
      // Not asked often enough to be worth the care.
      return Optional.empty();
    }
    Optional<Caller> caller = callers.now(arrival);
    if (caller.isEmpty()) {
      return Optional.empty();
    }
    Optional<Decision> decision = decider.decideNow(caller.get(), all.permissions());
    return decision.isPresent() && decision.get() instanceof Decision.Allowed allowed
        ? Optional.of(allowed.grant())
        : Optional.empty();
  }

  /** The answer to a request that is refused something on its way. */
  public RefusedException refusal(Arrival arrival, NotGrantedException refusal) {
    return refusal(arrival, refusal.principal(), refusal.refused());
  }

  private Caller caller(Arrival arrival, Requirement requirement) {
    if (requirement instanceof Requirement.Unauthenticated) {
      return callers.anonymous(arrival);
    }
    try {
      return callers.of(arrival);
    } catch (NotAuthenticatedException e) {
      throw challenges.refuse(arrival, asked(requirement), e);
    }
  }

  private Grant all(Arrival arrival, Caller caller, List<Permission> permissions) {
    return switch (decider.decide(caller, permissions)) {
      case Decision.Allowed allowed -> allowed.grant();
      case Decision.Refused refused -> throw refusal(arrival, caller.principal(), refused);
    };
  }

  private Grant any(Arrival arrival, Caller caller, List<Permission> permissions) {
    Optional<Decision.Refused> first = Optional.empty();
    for (Permission permission : permissions) {
      switch (decider.decide(caller, List.of(permission))) {
        case Decision.Allowed allowed -> {
          return allowed.grant();
        }
        case Decision.Refused refused -> first = first.or(() -> Optional.of(refused));
      }
    }
    throw refusal(arrival, caller.principal(), first.orElseThrow());
  }

  private void refuseOutside(Arrival arrival, Caller caller, Requirement.Credentials requirement) {
    if (!callers.wantsCredentials()) {
      return;
    }
    String scope = asked(requirement);
    if (arrival.request().headers().first("Authorization").isEmpty()) {
      throw challenges.anonymous(arrival, scope, "this registry wants credentials");
    }
    Optional<Permission> scoped = requirement.scoped();
    if (scoped.isPresent()
        && !caller.scope().covers(scoped.get().action(), scoped.get().resource())) {
      throw challenges.outsideScope(arrival, scope);
    }
  }

  private RefusedException refusal(Arrival arrival, Principal principal, Decision.Refused refused) {
    String scope = asked(refused.permission());
    if (refused.cause() == Decision.Cause.OUTSIDE_SCOPE) {
      return challenges.outsideScope(arrival, scope);
    }
    return principal instanceof Principal.Anonymous
        ? challenges.anonymous(arrival, scope, refused.reason())
        : new RefusedException(OciError.DENIED, refused.reason());
  }

  private static String asked(Permission permission) {
    return TokenScope.asked(permission.action(), permission.resource());
  }

  private static String asked(Requirement requirement) {
    return switch (requirement) {
      case Requirement.AllOf all -> asked(all.permissions().getFirst());
      case Requirement.AnyOf any -> asked(any.permissions().getFirst());
      case Requirement.Found found -> asked(found.typical());
      case Requirement.Credentials credentials ->
          credentials.scoped().map(Access::asked).orElse("");
      case Requirement.Unauthenticated none -> "";
    };
  }
}
