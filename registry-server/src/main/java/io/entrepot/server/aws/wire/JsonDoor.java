package io.entrepot.server.aws.wire;

import io.entrepot.auth.decide.Grant;
import io.entrepot.server.access.Arrival;
import io.entrepot.server.access.Identified;
import io.entrepot.server.access.Signatures;
import io.entrepot.server.access.SignedHead;
import io.entrepot.server.aws.AwsError;
import io.entrepot.server.aws.AwsException;
import io.entrepot.server.aws.Failure;
import io.entrepot.server.aws.JsonInput;
import io.entrepot.server.aws.JsonOutput;
import io.entrepot.server.aws.Operation;
import io.entrepot.server.aws.OperationDesk;
import io.entrepot.server.aws.Tree;
import io.entrepot.server.aws.shape.JsonForm;
import io.entrepot.server.aws.shape.Shape;
import io.entrepot.server.http.Response;
import java.io.IOException;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** AWS JSON 1.1: a header field names the operation, the body is its input. Any thread; blocks. */
final class JsonDoor {
  /** The field that names service and operation. */
  static final String TARGET = "X-Amz-Target";

  private static final String CONTENT_TYPE = "application/x-amz-json-1.1";

  private final Signatures signatures;
  private final Map<String, WireService> byTarget = new TreeMap<>();

  JsonDoor(Signatures signatures) {
    this.signatures = signatures;
  }

  void add(String target, WireService service) {
    byTarget.put(target, service);
  }

  Response answer(Arrival arrival, Grant grant, String target) {
    return switch (OperationDesk.serve(arrival, new Reading(arrival, grant, target))) {
      case OperationDesk.Result.Done done ->
          shaped(arrival, Response.of(200)).withBody(JsonOutput.AWS.of(done.output()));
      case OperationDesk.Result.NotDone(Failure failure) -> refusal(arrival, grant, failure);
    };
  }

  private static Response refusal(Arrival arrival, Grant grant, Failure failure) {
    String name = ErrorNames.json(failure.error());
    grant.witness().failed(name, failure.message());
    return shaped(arrival, Response.of(ErrorNames.jsonStatus(failure.error())))
        .withHeader("x-amzn-ErrorType", name)
        .withBody(
            JsonOutput.AWS.of(
                Tree.Members.of("__type", name)
                    .and("message", failure.message())
                    .and(failure.details())));
  }

  private static Response shaped(Arrival arrival, Response response) {
    return response
        .withHeader("Content-Type", CONTENT_TYPE)
        .withHeader("Cache-Control", "no-store")
        .withHeader("x-amzn-RequestId", arrival.request().id());
  }

  /** How this door reads a request: nothing of the body before it is known what it is for. */
  private final class Reading implements OperationDesk.Asked {
    private final Arrival arrival;
    private final Grant unidentified;
    private final String target;
    private byte[] body = {};

    Reading(Arrival arrival, Grant unidentified, String target) {
      this.arrival = arrival;
      this.unidentified = unidentified;
      this.target = target;
    }

    @Override
    public Identified identify() throws IOException {
      WireService service = service();
      SignedHead head = signatures.begin(arrival, unidentified, Set.of(service.name()));
      SignedHead.Signed signed = head.body(arrival.request().body().readAll(BodyLimits.of(name())));
      body = signed.body();
      return signed.signer();
    }

    @Override
    public Operation operation() {
      return service().operation(name());
    }

    @Override
    public Tree.Members input() {
      WireService service = service();
      Shape.Structure shape = service.input(operation());
      return service.valid(shape, JsonForm.read(shape, JsonInput.readLarge(body)));
    }

    private WireService service() {
      int dot = target.indexOf('.');
      WireService service = dot < 0 ? null : byTarget.get(target.substring(0, dot));
      if (service == null || !service.knows(name())) {
        throw unknown();
      }
      return service;
    }

    private AwsException unknown() {
      return AwsError.UNKNOWN_OPERATION.because("No operation has the target " + target + ".");
    }

    private String name() {
      return target.substring(target.indexOf('.') + 1);
    }
  }
}
