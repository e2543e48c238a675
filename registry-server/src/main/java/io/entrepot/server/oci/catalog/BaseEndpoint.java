package io.entrepot.server.oci.catalog;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.entrepot.auth.decide.Grant;
import io.entrepot.server.access.Requirement;
import io.entrepot.server.http.Request;
import io.entrepot.server.http.Response;
import io.entrepot.server.http.ResponseBody;
import io.entrepot.server.oci.OciHeader;
import io.entrepot.server.oci.catalog.BaseEndpoint.Nothing;
import io.entrepot.server.route.Endpoint;
import io.entrepot.server.route.PathValues;
import java.util.List;
import java.util.Optional;

/** {@code GET /v2/}: says that this is a registry (Determining support). */
public final class BaseEndpoint implements Endpoint<Nothing> {
  private static final Requirement NOTHING_NEEDED =
      new Requirement.Credentials(
          Optional.empty(), "it tells only whether credentials hold; docker's login asks it");

  private static final Response ANSWER =
      new Response(
          200,
          List.of("Content-Type", "application/json", OciHeader.API_VERSION, "registry/2.0"),
          new ResponseBody.InMemory("{}".getBytes(US_ASCII)));

  /** The base path has no parameters. */
  public record Nothing() {}

  @Override
  public Nothing parse(Request request, PathValues path) {
    return new Nothing();
  }

  @Override
  public Requirement requirement(Nothing parameters) {
    return NOTHING_NEEDED;
  }

  @Override
  public Response handle(Nothing parameters, Grant grant) {
    return ANSWER;
  }

  @Override
  public Optional<Response> handleNow(Nothing parameters, Grant grant) {
    return Optional.of(ANSWER);
  }
}
