package io.entrepot.server.aws.sts;

import io.entrepot.auth.decide.Grant;
import io.entrepot.auth.token.TemporaryKeys;
import io.entrepot.server.access.Arrival;
import io.entrepot.server.access.Arrivals;
import io.entrepot.server.access.NotAuthenticatedException;
import io.entrepot.server.access.Requirement;
import io.entrepot.server.access.SignIns;
import io.entrepot.server.access.Workloads;
import io.entrepot.server.http.FormFields;
import io.entrepot.server.http.Request;
import io.entrepot.server.http.Response;
import io.entrepot.server.route.Endpoint;
import io.entrepot.server.route.PathValues;
import java.io.IOException;
import java.util.Optional;

/** {@code POST /}: AWS STS, as far as it needs no signature. */
public final class StsEndpoint implements Endpoint<Arrival> {
  public static final String PATH = "/";

  /** Largest request, in bytes: the longest token and policy, escaped. */
  public static final int MAX_BYTES = 64 << 10;

  private static final Requirement NOTHING_NEEDED =
      new Requirement.Unauthenticated("the token in the request is the proof");
  private static final String VERSION = "2011-06-15";

  private final Arrivals arrivals;
  private final AssumeRoleWithWebIdentity webIdentity;
  private final SignIns signIns;

  public StsEndpoint(Arrivals arrivals, Workloads workloads, TemporaryKeys keys, SignIns signIns) {
    this.arrivals = arrivals;
    this.signIns = signIns;
    this.webIdentity = new AssumeRoleWithWebIdentity(workloads, keys, signIns);
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
    byte[] body = arrival.request().body().readAll(MAX_BYTES);
    Optional<String> role = Optional.empty();
    try {
      FormFields form = form(body);
      role = form.first("RoleArn");
      return answer(arrival, form);
    } catch (StsRefusal e) {
      return refusal(arrival, role, e.error(), String.valueOf(e.getMessage()));
    } catch (NotAuthenticatedException tooMany) {
      return refusal(arrival, role, StsError.THROTTLING, "Rate exceeded");
    }
  }

  private Response refusal(Arrival arrival, Optional<String> role, StsError error, String message) {
    signIns.notAssumed(arrival, role, error.status(), error.code(), message);
    return error(arrival, error, message);
  }

  private static FormFields form(byte[] body) {
    try {
      return FormFields.parse(body);
    } catch (IllegalArgumentException e) {
      throw new StsRefusal(StsError.VALIDATION_ERROR, String.valueOf(e.getMessage()));
    }
  }

  private Response answer(Arrival arrival, FormFields form) {
    String action =
        form.first("Action")
            .orElseThrow(
                () -> new StsRefusal(StsError.MISSING_ACTION, "The request must contain Action."));
    boolean known =
        action.equals(AssumeRoleWithWebIdentity.NAME)
            && form.first("Version").filter(VERSION::equals).isPresent();
    if (!known) {
      throw new StsRefusal(
          StsError.INVALID_ACTION, "Could not find this operation for version " + VERSION + ".");
    }
    return webIdentity.answer(arrival, form);
  }

  private static Response error(Arrival arrival, StsError error, String message) {
    return Xml.answer(
        error.status(),
        "ErrorResponse",
        xml ->
            xml.element(
                    "Error",
                    inside ->
                        inside
                            .element("Type", "Sender")
                            .element("Code", error.code())
                            .element("Message", message))
                .element("RequestId", arrival.request().id()));
  }
}
