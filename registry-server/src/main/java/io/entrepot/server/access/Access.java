package io.entrepot.server.access;

import io.entrepot.auth.decide.Caller;
import io.entrepot.auth.decide.Decider;
import io.entrepot.auth.decide.Decision;
import io.entrepot.auth.decide.Grant;
import io.entrepot.auth.decide.Permission;
import io.entrepot.auth.decide.RequestFacts;
import io.entrepot.auth.decide.Scope;
import io.entrepot.auth.decide.Standing;
import io.entrepot.auth.principal.Principal;
import io.entrepot.server.error.OciError;
import io.entrepot.server.error.RefusedException;
import io.entrepot.server.http.Request;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/**
 * Tells who asks, and has the decider say whether they may. Never blocks; any thread may call it.
 */
public final class Access {
  private static final Principal ANONYMOUS = new Principal.Anonymous();

  private final Arrivals arrivals;
  private final Decider decider;
  private final InstantSource clock;

  public Access(Arrivals arrivals, Decider decider, InstantSource clock) {
    this.arrivals = arrivals;
    this.decider = decider;
    this.clock = clock;
  }

  /** Where the request came from, and whose registry it asks. */
  public Arrival arrival(Request request) {
    return arrivals.of(request);
  }

  /**
   * The grant for what a request needs. Credentials are not read yet: everybody is anonymous.
   *
   * @throws RefusedException DENIED, with the reason
   */
  public Grant grant(Arrival arrival, Requirement requirement) {
    return switch (decider.decide(caller(arrival), permissions(requirement))) {
      case Decision.Allowed allowed -> allowed.grant();
      case Decision.Refused refused ->
          throw new RefusedException(OciError.DENIED, refused.reason());
    };
  }

  private Caller caller(Arrival arrival) {
    return new Caller(
        ANONYMOUS,
        Standing.NONE,
        Scope.UNLIMITED,
        new RequestFacts(
            arrival.source(),
            arrival.secure(),
            arrival.request().headers().first("User-Agent"),
            clock.instant(),
            Optional.empty()));
  }

  private static List<Permission> permissions(Requirement requirement) {
    return switch (requirement) {
      case Requirement.AllOf all -> all.permissions();
      case Requirement.Unauthenticated unauthenticated -> List.of();
    };
  }
}
