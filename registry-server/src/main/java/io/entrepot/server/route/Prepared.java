package io.entrepot.server.route;

import io.entrepot.auth.decide.Grant;
import io.entrepot.server.access.Access;
import io.entrepot.server.access.Arrival;
import io.entrepot.server.access.Attempt;
import io.entrepot.server.access.NotGrantedException;
import io.entrepot.server.access.Requirement;
import io.entrepot.server.http.Request;
import io.entrepot.server.http.Response;
import java.io.IOException;
import java.util.Optional;

/** An endpoint with the parameters of one request, which waits only for its grant. */
record Prepared<P>(Endpoint<P> endpoint, P parameters, Requirement requirement) {

  static <P> Prepared<P> of(Endpoint<P> endpoint, Request request, PathValues path) {
    P parameters = endpoint.parse(request, path);
    return new Prepared<>(endpoint, parameters, endpoint.requirement(parameters));
  }

  Response handle(Access access, Attempt attempt) throws IOException {
    Grant grant = access.grant(attempt, requirement);
    try {
      return endpoint.handle(parameters, grant);
    } catch (NotGrantedException refused) {
      throw access.refusal(attempt.arrival(), refused);
    }
  }

  Optional<Response> handleNow(Access access, Arrival arrival) {
    Optional<Grant> grant = access.grantNow(arrival, requirement);
    return grant.isEmpty() ? Optional.empty() : endpoint.handleNow(parameters, grant.get());
  }
}
