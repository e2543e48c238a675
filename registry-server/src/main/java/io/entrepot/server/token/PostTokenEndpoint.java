package io.entrepot.server.token;

import io.entrepot.auth.decide.Grant;
import io.entrepot.server.access.Arrival;
import io.entrepot.server.access.Arrivals;
import io.entrepot.server.access.Requirement;
import io.entrepot.server.http.Request;
import io.entrepot.server.http.Response;
import io.entrepot.server.route.Endpoint;
import io.entrepot.server.route.PathValues;
import java.io.IOException;

/** {@code POST /token}: tokens for a password or a refresh token in a form (OAuth 2). */
public final class PostTokenEndpoint implements Endpoint<Arrival> {
  private static final Requirement NOTHING_NEEDED =
      new Requirement.Unauthenticated("this is where credentials are brought");

  private final Arrivals arrivals;
  private final TokenDesk desk;

  public PostTokenEndpoint(Arrivals arrivals, TokenDesk desk) {
    this.arrivals = arrivals;
    this.desk = desk;
  }

  @Override
  public Arrival parse(Request request, PathValues path) {
    return arrivals.of(request);
  }

  @Override
  public Requirement requirement(Arrival arrival) {
    return NOTHING_NEEDED;
  }

  @Override
  public Response handle(Arrival arrival, Grant grant) throws IOException {
    return desk.answer(
        TokenForm.read(arrival, arrival.request().body().readAll(TokenForm.MAX_BYTES)));
  }
}
