package io.entrepot.server.aws.wire;

import io.entrepot.auth.decide.Grant;
import io.entrepot.server.access.Requirement;
import io.entrepot.server.aws.AwsError;
import io.entrepot.server.aws.Failure;
import io.entrepot.server.aws.Failures;
import io.entrepot.server.http.Request;
import io.entrepot.server.http.Response;
import io.entrepot.server.route.Endpoint;
import io.entrepot.server.route.PathValues;

/** What AWS's clients are told by a server that knows nobody, in the form that they read. */
public final class ClosedAwsEndpoint implements Endpoint<Request> {
  private static final String CLOSED =
      "This server was started with --open and has no identities that could sign a request; start"
          + " it without --open to use AWS's API.";

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
    Failure failure = Failures.of(request.id(), AwsError.UNSUPPORTED_OPERATION.because(CLOSED));
    return request.headers().first(JsonDoor.TARGET).isPresent()
        ? JsonDoor.refusal(request.id(), grant, failure)
        : QueryDoor.refusal(request.id(), grant, "", failure);
  }
}
