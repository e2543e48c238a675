package io.entrepot.server.aws.sts;

import io.entrepot.auth.token.TemporaryKeys;
import io.entrepot.server.access.Arrival;
import io.entrepot.server.access.NotAuthenticatedException;
import io.entrepot.server.access.SignIns;
import io.entrepot.server.access.Workloads;
import io.entrepot.server.aws.wire.UnsignedOperation;
import io.entrepot.server.aws.wire.Xml;
import io.entrepot.server.http.FormFields;
import io.entrepot.server.http.Response;
import java.util.Optional;

/** AWS STS, as far as it needs no signature: {@code AssumeRoleWithWebIdentity}. */
public final class WebIdentityOperation implements UnsignedOperation {
  private final AssumeRoleWithWebIdentity webIdentity;
  private final SignIns signIns;

  public WebIdentityOperation(Workloads workloads, TemporaryKeys keys, SignIns signIns) {
    this.signIns = signIns;
    this.webIdentity = new AssumeRoleWithWebIdentity(workloads, keys, signIns);
  }

  @Override
  public String name() {
    return AssumeRoleWithWebIdentity.NAME;
  }

  @Override
  public Response answer(Arrival arrival, FormFields form) {
    Optional<String> role = form.first("RoleArn");
    try {
      return webIdentity.answer(arrival, form);
    } catch (StsRefusal e) {
      return refusal(arrival, role, e.error(), String.valueOf(e.getMessage()));
    } catch (NotAuthenticatedException tooMany) {
      return refusal(arrival, role, StsError.THROTTLING, "Rate exceeded");
    }
  }

  private Response refusal(Arrival arrival, Optional<String> role, StsError error, String message) {
    signIns.notAssumed(arrival, role, error.status(), error.code(), message);
    return Xml.answer(
        error.status(),
        "ErrorResponse",
        StsOperations.NAMESPACE,
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
