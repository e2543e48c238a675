package io.entrepot.server.aws.wire;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.entrepot.auth.decide.Grant;
import io.entrepot.server.access.Arrival;
import io.entrepot.server.access.Identified;
import io.entrepot.server.access.Signatures;
import io.entrepot.server.aws.AuthorizationMessages;
import io.entrepot.server.aws.AwsError;
import io.entrepot.server.aws.Failure;
import io.entrepot.server.aws.Failures;
import io.entrepot.server.aws.Operation;
import io.entrepot.server.aws.OperationDesk;
import io.entrepot.server.aws.Tree;
import io.entrepot.server.aws.shape.QueryForm;
import io.entrepot.server.aws.shape.Shape;
import io.entrepot.server.http.FormFields;
import io.entrepot.server.http.Method;
import io.entrepot.server.http.Response;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** AWS Query: a form names service, operation and input, the answer is XML. Any thread; blocks. */
final class QueryDoor {
  /** Most fields of a form. */
  static final int MOST_FIELDS = 5_000;

  private final Signatures signatures;
  private final QueryServices services;
  private final Map<String, UnsignedOperation> unsigned;
  private final AuthorizationMessages messages;

  QueryDoor(
      Signatures signatures,
      QueryServices services,
      Map<String, UnsignedOperation> unsigned,
      AuthorizationMessages messages) {
    this.signatures = signatures;
    this.services = services;
    this.unsigned = unsigned;
    this.messages = messages;
  }

  Response answer(Arrival arrival, Grant grant) {
    QueryServices.Called called = services.nothing();
    try {
      byte[] body = arrival.request().body().readAll(BodyLimits.MAX_BYTES);
      FormFields form = form(arrival, body);
      called = services.of(form);
      String action = called.operation();
      UnsignedOperation open = unsigned.get(action);
      if (open != null) {
        return open.answer(arrival, form);
      }
      return answer(arrival, grant, new Reading(arrival, grant, called, body));
    } catch (Exception e) {
      return refusal(
          arrival.request().id(),
          grant,
          called.namespace(),
          Failures.of(arrival.request().id(), e));
    }
  }

  /** It is the body, or of a request that has none the query. */
  private static FormFields form(Arrival arrival, byte[] body) {
    String target = arrival.request().target();
    boolean inQuery = arrival.request().method() == Method.GET;
    byte[] form = inQuery ? target.substring(target.indexOf('?') + 1).getBytes(ISO_8859_1) : body;
    try {
      return FormFields.parse(form, MOST_FIELDS);
    } catch (IllegalArgumentException e) {
      throw AwsError.MALFORMED_INPUT.because(String.valueOf(e.getMessage()));
    }
  }

  private Response answer(Arrival arrival, Grant grant, Reading reading) {
    return switch (OperationDesk.serve(arrival, reading)) {
      case OperationDesk.Result.Done done ->
          XmlOutput.of(reading.called, arrival.request().id(), done.output());
      case OperationDesk.Result.NotDone(Failure failure) ->
          refusal(
              arrival.request().id(), grant, reading.called.namespace(), messages.told(failure));
    };
  }

  static Response refusal(String requestId, Grant grant, String namespace, Failure failure) {
    String code = ErrorNames.query(failure.error());
    grant.witness().failed(code, failure.message());
    return XmlOutput.error(
        namespace, requestId, ErrorNames.queryStatus(failure.error()), code, failure.told());
  }

  /** How this door reads a request whose form it has read to know what it is for. */
  private final class Reading implements OperationDesk.Asked {
    private final Arrival arrival;
    private final Grant unidentified;
    private final QueryServices.Called called;
    private byte[] body;

    Reading(Arrival arrival, Grant unidentified, QueryServices.Called called, byte[] body) {
      this.arrival = arrival;
      this.unidentified = unidentified;
      this.called = called;
      this.body = body;
    }

    @Override
    public Identified identify() throws IOException {
      var signed =
          signatures.begin(arrival, unidentified, Set.of(called.service().name())).body(body);
      body = signed.body();
      return signed.signer();
    }

    @Override
    public Operation operation() {
      return called.service().operation(called.operation());
    }

    @Override
    public Tree.Members input() {
      WireService service = called.service();
      Shape.Structure shape = service.input(operation());
      return service.valid(shape, QueryForm.read(shape, single(form(arrival, body))));
    }
  }

  private static Map<String, String> single(FormFields form) {
    Map<String, String> fields = new TreeMap<>();
    for (String name : form.names()) {
      List<String> values = form.all(name);
      if (values.size() > 1) {
        throw AwsError.MALFORMED_INPUT.because("The parameter " + name + " is there twice.");
      }
      fields.put(name, values.getFirst());
    }
    return fields;
  }
}
