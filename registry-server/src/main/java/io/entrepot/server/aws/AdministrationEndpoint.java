package io.entrepot.server.aws;

import io.entrepot.auth.decide.Grant;
import io.entrepot.server.access.Access;
import io.entrepot.server.access.Arrival;
import io.entrepot.server.access.Identified;
import io.entrepot.server.access.Requirement;
import io.entrepot.server.http.Request;
import io.entrepot.server.http.Response;
import io.entrepot.server.route.Endpoint;
import io.entrepot.server.route.PathValues;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

/**
 * {@code POST /entrepot/v1/<service>/<Operation>}: AWS's operations with AWS's members in JSON, for
 * Basic credentials. It has AWS's errors, so that it asks who comes itself; which operation is
 * refused to whom is told in {@link OperationDesk}.
 */
public final class AdministrationEndpoint implements Endpoint<AdministrationEndpoint.Asking> {
  /** What the paths of this door begin with. */
  public static final String PREFIX = "/entrepot/v1/";

  private static final Requirement OWN_ERRORS =
      new Requirement.Unauthenticated("each operation is decided once its input is read");

  private final Access access;
  private final Operations operations;

  /** A request and the operation that it names. */
  public record Asking(Request request, String operation) {}

  /** The door of one service. */
  public AdministrationEndpoint(Access access, Operations operations) {
    this.access = access;
    this.operations = operations;
  }

  @Override
  public Asking parse(Request request, PathValues path) {
    return new Asking(request, path.last());
  }

  @Override
  public Requirement requirement(Asking asking) {
    return OWN_ERRORS;
  }

  @Override
  public Response handle(Asking asking, Grant grant) {
    Arrival arrival = access.arrival(asking.request());
    OperationDesk.Result result = OperationDesk.serve(arrival, new Reading(arrival, asking, grant));
    Response answer =
        switch (result) {
          case OperationDesk.Result.Done done ->
              Response.of(200).withBody(JsonOutput.READABLE.of(done.output()));
          case OperationDesk.Result.NotDone notDone -> {
            Failure failure = notDone.failure();
            grant.witness().failed(failure.error().code(), failure.message());
            yield refusal(failure);
          }
        };
    return answer
        .withHeader("Content-Type", "application/json")
        .withHeader("Cache-Control", "no-store")
        .withHeader("X-Amzn-RequestId", asking.request().id());
  }

  static Response refusal(Failure failure) {
    AwsError error = failure.error();
    Response answer =
        Response.of(error.status()).withBody(JsonOutput.READABLE.of(failure.members(error.code())));
    if (error.status() == 401) {
      answer = answer.withHeader("WWW-Authenticate", "Basic realm=\"entrepot\"");
    }
    Optional<Duration> wait = failure.retryAfter();
    return wait.isEmpty()
        ? answer
        : answer.withHeader("Retry-After", Long.toString(Math.max(1, wait.get().toSeconds())));
  }

  /** How this door reads a request. */
  private final class Reading implements OperationDesk.Asked {
    private final Arrival arrival;
    private final Asking asking;
    private final Grant unidentified;

    Reading(Arrival arrival, Asking asking, Grant unidentified) {
      this.arrival = arrival;
      this.unidentified = unidentified;
      this.asking = asking;
    }

    @Override
    public Identified identify() {
      // A browser sends kept Basic credentials along with what a foreign page posts, and says so.
      if (asking.request().headers().first("Origin").isPresent()) {
        throw AwsError.ACCESS_DENIED.because("Web pages may not call this.");
      }
      return access.identified(arrival, unidentified);
    }

    @Override
    public Operation operation() {
      String name = asking.operation();
      return operations
          .find(name)
          .orElseThrow(() ->
              AwsError.UNKNOWN_OPERATION.because(
                  "There is no such operation of "
                      + operations.service()
                      + " here; the nearest is "
                      + operations.nearest(name)
                      + "."));
    }

    @Override
    public Tree.Members input() throws IOException {
      return JsonInput.read(asking.request().body().readAll(JsonInput.MAX_BYTES));
    }
  }
}
