package io.entrepot.server.aws;

import io.entrepot.auth.decide.Grant;
import io.entrepot.server.access.Requirement;
import io.entrepot.server.http.Request;
import io.entrepot.server.http.Response;
import io.entrepot.server.route.Endpoint;
import io.entrepot.server.route.PathValues;

/** The administration door of a server that knows nobody. */
public final class ClosedEndpoint implements Endpoint<Request> {
  @Override
  public Request parse(Request request, PathValues path) {
    return request;
  }

  @Override
  public Requirement requirement(Request request) {
    return new Requirement.Unauthenticated("there is nobody to ask about");
  }

  @Override
  public Response handle(Request request, Grant grant) {
    return AdministrationEndpoint.refusal(
            Failure.of(
                AwsError.UNSUPPORTED_OPERATION,
                "This server was started with --open and has no identities to administer."))
        .withHeader("Content-Type", "application/json")
        .withHeader("X-Amzn-RequestId", request.id());
  }
}
