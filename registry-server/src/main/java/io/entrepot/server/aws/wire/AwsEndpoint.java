package io.entrepot.server.aws.wire;

import io.entrepot.auth.decide.Grant;
import io.entrepot.server.access.Access;
import io.entrepot.server.access.Arrival;
import io.entrepot.server.access.Requirement;
import io.entrepot.server.access.Signatures;
import io.entrepot.server.aws.AuthorizationMessages;
import io.entrepot.server.aws.LayerParts;
import io.entrepot.server.aws.wire.WireService.Protocol;
import io.entrepot.server.http.Method;
import io.entrepot.server.http.Request;
import io.entrepot.server.http.Response;
import io.entrepot.server.route.Endpoint;
import io.entrepot.server.route.PathValues;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * {@code POST /}, and {@code GET /} with a form in the query: all AWS services that are here, told
 * apart by header field and form.
 */
public final class AwsEndpoint implements Endpoint<Request> {
  public static final String PATH = "/";

  private static final Requirement OWN_ERRORS =
      new Requirement.Unauthenticated("each operation is decided once its input is read");

  private final Access access;
  private final JsonDoor json;
  private final QueryDoor query;

  /**
   * The door of these services.
   *
   * @param unsigned operations of theirs that are not signed
   * @param parts where layers' parts go while they come
   * @param messages what refusals say besides
   */
  public AwsEndpoint(
      Access access,
      Signatures signatures,
      List<WireService> services,
      List<UnsignedOperation> unsigned,
      LayerParts parts,
      AuthorizationMessages messages) {
    this.access = access;
    this.json = new JsonDoor(signatures, parts, messages);
    List<WireService> queried = new ArrayList<>();
    for (WireService service : services) {
      switch (service.protocol()) {
        case Protocol.Json(String target) -> json.add(target, service);
        case Protocol.Query own -> queried.add(service);
      }
    }
    this.query =
        new QueryDoor(
            signatures,
            new QueryServices(queried),
            unsigned.stream()
                .collect(
                    Collectors.toUnmodifiableMap(UnsignedOperation::name, Function.identity())),
            messages);
  }

  @Override
  public Request parse(Request request, PathValues path) {
    return request;
  }

  @Override
  public boolean keepsParse() {
    return false;
  }

  @Override
  public Requirement requirement(Request request) {
    return OWN_ERRORS;
  }

  @Override
  public Response handle(Request request, Grant grant) throws IOException {
    Arrival arrival = access.arrival(request);
    Optional<String> target = request.headers().first(JsonDoor.TARGET);
    return target.isPresent() && request.method() == Method.POST
        ? json.answer(arrival, grant, target.get())
        : query.answer(arrival, grant);
  }
}
