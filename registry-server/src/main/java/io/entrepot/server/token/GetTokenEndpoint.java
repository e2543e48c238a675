package io.entrepot.server.token;

import io.entrepot.auth.decide.Grant;
import io.entrepot.server.access.Arrivals;
import io.entrepot.server.access.Requirement;
import io.entrepot.server.http.Request;
import io.entrepot.server.http.Response;
import io.entrepot.server.route.Endpoint;
import io.entrepot.server.route.PathValues;

/** {@code GET /token}: tokens for Basic credentials, or for nobody in particular. */
public final class GetTokenEndpoint implements Endpoint<TokenRequest> {
  private static final Requirement NOTHING_NEEDED =
      new Requirement.Unauthenticated("this is where credentials are brought");

  private final Arrivals arrivals;
  private final TokenDesk desk;

  public GetTokenEndpoint(Arrivals arrivals, TokenDesk desk) {
    this.arrivals = arrivals;
    this.desk = desk;
  }

  @Override
  public TokenRequest parse(Request request, PathValues path) {
    return TokenRequest.ofQuery(arrivals.of(request), request.query());
  }

  /** The credentials are not in the target. */
  @Override
  public boolean keepsParse() {
    return false;
  }

  @Override
  public Requirement requirement(TokenRequest request) {
    return NOTHING_NEEDED;
  }

  @Override
  public Response handle(TokenRequest request, Grant grant) {
    return desk.answer(request);
  }
}
