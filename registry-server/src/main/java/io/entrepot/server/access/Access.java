package io.entrepot.server.access;

import io.entrepot.auth.decide.Caller;
import io.entrepot.auth.decide.Decider;
import io.entrepot.auth.decide.Decision;
import io.entrepot.auth.decide.Evaluation;
import io.entrepot.auth.decide.Grant;
import io.entrepot.auth.decide.OpenDecider;
import io.entrepot.auth.decide.Permission;
import io.entrepot.auth.decide.Scope;
import io.entrepot.auth.decide.Witness;
import io.entrepot.auth.principal.Principal;
import io.entrepot.auth.signature.Signer;
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
  private final Trail trail;

  public Access(
      Arrivals arrivals, Callers callers, Decider decider, Challenges challenges, Trail trail) {
    this.arrivals = arrivals;
    this.callers = callers;
    this.decider = decider;
    this.challenges = challenges;
    this.trail = trail;
  }

  /** Lets everybody do everything. */
  public static Access open(Arrivals arrivals, InstantSource clock, Trail trail) {
    return new Access(
        arrivals,
        new Everybody(clock),
        new OpenDecider(),
        new Challenges("", arrivals.fallback(), Optional.empty()),
        trail);
  }

  /** Where the request came from, and whose registry it asks. */
  public Arrival arrival(Request request) {
    return arrivals.of(request);
  }

  /** A request that is going to be decided, and whose end the audit log hears of. */
  public Attempt attempt(Arrival arrival) {
    return new Attempt(arrival, trail);
  }

  /**
   * The grant for what a request needs; may block.
   *
   * @throws RefusedException 401 with a challenge, 403 DENIED with the reason, or 429
   * @throws io.entrepot.server.error.UnavailableException when a change could not be written down
   */
  public Grant grant(Attempt attempt, Requirement requirement) {
    Arrival arrival = attempt.arrival();
    Caller caller = caller(attempt, requirement);
    return switch (requirement) {
      case Requirement.AllOf all -> all(arrival, caller, all.permissions());
      case Requirement.AnyOf any -> any(attempt, caller, any.permissions());
      case Requirement.Found found -> all(arrival, caller, found.lookup().get());
      case Requirement.Credentials credentials -> {
        refuseOutside(attempt, caller, credentials);
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
   * @param unidentified the grant that the request was let in with; what is asked of the new one is
   *     part of the same request
   * @throws NotAuthenticatedException when there are no credentials that are good here
   */
  public Identified identified(Arrival arrival, Grant unidentified) {
    Witness witness = unidentified.witness();
    Asker asker;
    try {
      asker = identity(arrival, witness);
    } catch (NotAuthenticatedException e) {
      if (witness instanceof Attempt attempt) {
        attempt.notIdentified("", e);
      }
      throw e;
    }
    if (witness instanceof Attempt attempt) {
      attempt.identified(asker);
    }
    return new Identified(all(arrival, asker.caller(), List.of()), asker.proof());
  }

  /** The same to whoever signed it. */
  Identified identified(Arrival arrival, Signer signer, Witness witness) {
    Asker asker = callers.signed(arrival, signer, witness);
    if (witness instanceof Attempt attempt) {
      attempt.identified(asker);
    }
    return new Identified(all(arrival, asker.caller(), List.of()), asker.proof());
  }

  /** How the holder of a grant proved who it is. */
  public static Proof proof(Grant grant) {
    return grant.witness() instanceof Attempt attempt ? attempt.proof() : Proof.NONE;
  }

  private Asker identity(Arrival arrival, Witness witness) {
    if (arrival.request().headers().first("Authorization").isEmpty()) {
      throw new NotAuthenticatedException(
          NotAuthenticatedException.Kind.ABSENT, "this needs credentials");
    }
    Asker asker = callers.of(arrival, witness);
    Caller caller = asker.caller();
    if (!caller.scope().equals(Scope.UNLIMITED) || caller.principal().account().isEmpty()) {
      throw new NotAuthenticatedException(
          NotAuthenticatedException.Kind.INVALID_TOKEN, "a registry token is not good for this");
    }
    return asker;
  }

  /** The same when it can be told from memory; empty too when it is refused. Never blocks. */
  public Optional<Grant> grantNow(Arrival arrival, Requirement requirement) {
    if (requirement instanceof Requirement.AllOf all && !trail.wantsReads()) {
      return callers
          .now(arrival)
          .flatMap(caller -> decider.decideNow(caller, all.permissions()))
          .flatMap(Access::allowed);
    }
    if (requirement instanceof Requirement.Unauthenticated) {
      Caller anybody = callers.anonymous(arrival, Witness.NONE).caller();
      return decider.decideNow(anybody, List.of()).flatMap(Access::allowed);
    }
    // The others are not asked often enough to be worth the care.
    return Optional.empty();
  }

  private static Optional<Grant> allowed(Decision decision) {
    return decision instanceof Decision.Allowed allowed
        ? Optional.of(allowed.grant())
        : Optional.empty();
  }

  /** The answer to a request that is refused something on its way. */
  public RefusedException refusal(Arrival arrival, NotGrantedException refusal) {
    return refusal(arrival, refusal.principal(), refusal.refused());
  }

  private Caller caller(Attempt attempt, Requirement requirement) {
    Arrival arrival = attempt.arrival();
    try {
      Asker asker =
          requirement instanceof Requirement.Unauthenticated
              ? callers.anonymous(arrival, attempt)
              : callers.of(arrival, attempt);
      attempt.identified(asker);
      return asker.caller();
    } catch (NotAuthenticatedException e) {
      attempt.notIdentified(
          typical(requirement).map(each -> each.action().iamName()).orElse(""), e);
      throw challenges.refuse(arrival, asked(arrival, requirement), e);
    }
  }

  private Grant all(Arrival arrival, Caller caller, List<Permission> permissions) {
    return switch (decider.decide(caller, permissions)) {
      case Decision.Allowed allowed -> allowed.grant();
      case Decision.Refused refused -> throw refusal(arrival, caller.principal(), refused);
    };
  }

  private Grant any(Attempt attempt, Caller caller, List<Permission> permissions) {
    Optional<Decision.Refused> first = Optional.empty();
    for (Permission permission : permissions) {
      switch (decider.decide(caller, List.of(permission))) {
        case Decision.Allowed allowed -> {
          attempt.oneSuffices();
          return allowed.grant();
        }
        case Decision.Refused refused -> first = first.or(() -> Optional.of(refused));
      }
    }
    throw refusal(attempt.arrival(), caller.principal(), first.orElseThrow());
  }

  private void refuseOutside(Attempt attempt, Caller caller, Requirement.Credentials requirement) {
    Arrival arrival = attempt.arrival();
    if (!callers.wantsCredentials()) {
      return;
    }
    String scope = asked(arrival, requirement);
    if (arrival.request().headers().first("Authorization").isEmpty()) {
      throw challenges.anonymous(arrival, scope, "this registry wants credentials");
    }
    Optional<Permission> scoped = requirement.scoped();
    if (scoped.isPresent()
        && !caller.scope().covers(scoped.get().action(), scoped.get().resource())) {
      attempt.decided(scoped.get(), Evaluation.OUTSIDE_SCOPE);
      throw challenges.outsideScope(arrival, scope);
    }
  }

  private RefusedException refusal(Arrival arrival, Principal principal, Decision.Refused refused) {
    String scope = asked(arrival, refused.permission());
    if (refused.cause() == Decision.Cause.OUTSIDE_SCOPE) {
      return challenges.outsideScope(arrival, scope);
    }
    return principal instanceof Principal.Anonymous
        ? challenges.anonymous(arrival, scope, refused.reason())
        : new RefusedException(OciError.DENIED, refused.reason());
  }

  private static String asked(Arrival arrival, Permission permission) {
    return TokenScope.asked(
        permission.action(),
        permission.resource(),
        repository -> arrival.site().written(repository, arrival.request().path()));
  }

  private static String asked(Arrival arrival, Requirement requirement) {
    return typical(requirement).map(permission -> asked(arrival, permission)).orElse("");
  }

  /** One of the permissions that are required, for a challenge and for the audit log. */
  private static Optional<Permission> typical(Requirement requirement) {
    return switch (requirement) {
      case Requirement.AllOf all -> Optional.of(all.permissions().getFirst());
      case Requirement.AnyOf any -> Optional.of(any.permissions().getFirst());
      case Requirement.Found found -> Optional.of(found.typical());
      case Requirement.Credentials credentials -> credentials.scoped();
      case Requirement.Unauthenticated none -> Optional.empty();
    };
  }
}
