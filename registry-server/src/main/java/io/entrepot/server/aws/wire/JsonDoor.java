package io.entrepot.server.aws.wire;

import io.entrepot.auth.decide.Grant;
import io.entrepot.server.access.Arrival;
import io.entrepot.server.access.Signatures;
import io.entrepot.server.aws.AuthorizationMessages;
import io.entrepot.server.aws.Failure;
import io.entrepot.server.aws.JsonOutput;
import io.entrepot.server.aws.LayerParts;
import io.entrepot.server.aws.OperationDesk;
import io.entrepot.server.http.Response;
import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;

/** AWS JSON 1.1: a header field names the operation, the body is its input. Any thread; blocks. */
final class JsonDoor {
  /** The field that names service and operation. */
  static final String TARGET = "X-Amz-Target";

  private static final String CONTENT_TYPE = "application/x-amz-json-1.1";

  private final Signatures signatures;
  private final LayerParts parts;
  private final AuthorizationMessages messages;
  private final Map<String, WireService> byTarget = new TreeMap<>();

  JsonDoor(Signatures signatures, LayerParts parts, AuthorizationMessages messages) {
    this.messages = messages;
    this.signatures = signatures;
    this.parts = parts;
  }

  void add(String target, WireService service) {
    byTarget.put(target, service);
  }

  /** The services by what stands before the dot in a target. */
  Map<String, WireService> services() {
    return byTarget;
  }

  Signatures signatures() {
    return signatures;
  }

  /** Where the parts of layers go while they come. */
  LayerParts parts() {
    return parts;
  }

  Response answer(Arrival arrival, Grant grant, String target) throws IOException {
    try (JsonReading reading = new JsonReading(this, arrival, grant, target)) {
      return switch (OperationDesk.serve(arrival, reading)) {
        case OperationDesk.Result.Done done ->
            shaped(arrival.request().id(), Response.of(200))
                .withBody(JsonOutput.AWS.of(done.output()));
        case OperationDesk.Result.NotDone(Failure failure) ->
            refusal(arrival.request().id(), grant, messages.told(failure));
      };
    }
  }

  static Response refusal(String requestId, Grant grant, Failure failure) {
    String name = ErrorNames.json(failure.error());
    grant.witness().failed(name, failure.message());
    return shaped(requestId, Response.of(ErrorNames.jsonStatus(failure.error())))
        .withHeader("x-amzn-ErrorType", name)
        .withBody(JsonOutput.AWS.of(failure.members(name)));
  }

  private static Response shaped(String requestId, Response response) {
    return response
        .withHeader("Content-Type", CONTENT_TYPE)
        .withHeader("Cache-Control", "no-store")
        .withHeader("x-amzn-RequestId", requestId);
  }
}
