package io.entrepot.server.access;

import io.entrepot.auth.decide.Grant;
import io.entrepot.auth.signature.Expected;
import io.entrepot.auth.signature.PendingSignature;
import io.entrepot.auth.signature.SignatureFailedException;
import io.entrepot.auth.signature.SignatureVerifier;
import io.entrepot.auth.signature.SignedRequest;
import io.entrepot.server.http.Headers;
import io.entrepot.server.http.Request;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Tells who signed a request (Signature V4), for doors that have errors of their own. Any thread.
 */
public final class Signatures {
  private static final String HOST = "host";

  private final Access access;
  private final SignatureVerifier verifier;
  private final Throttle throttle;

  public Signatures(Access access, SignatureVerifier verifier, Throttle throttle) {
    this.access = access;
    this.verifier = verifier;
    this.throttle = throttle;
  }

  /** Whether the request says that it is signed, well or not. */
  public static boolean isSigned(Arrival arrival) {
    return SignatureVerifier.isSigned(signed(arrival));
  }

  /**
   * Verifies all of a request but its body; may block.
   *
   * @param unidentified the grant that the request was let in with
   * @param services the names that it may be signed for
   * @throws SignatureFailedException when that does not hold
   * @throws NotAuthenticatedException when there were too many wrong signatures before
   */
  public SignedHead begin(Arrival arrival, Grant unidentified, Set<String> services) {
    SignatureTrial trial =
        new SignatureTrial(
            throttle,
            CredentialWays.keyId(arrival).orElse(""),
            arrival.source(),
            unidentified.witness());
    try {
      PendingSignature pending =
          verifier.begin(signed(arrival), new Expected(services, arrival.secure()));
      return new SignedHead(access, trial, arrival, pending);
    } catch (SignatureFailedException e) {
      throw trial.refusedEarly(e);
    }
  }

  /** The host is the one that the client called, whatever a trusted proxy made of it. */
  private static SignedRequest signed(Arrival arrival) {
    Request request = arrival.request();
    List<SignedRequest.Field> fields = new ArrayList<>();
    for (Headers.Field field : request.headers().fields()) {
      boolean host = field.name().equalsIgnoreCase(HOST) && !arrival.host().isEmpty();
      fields.add(new SignedRequest.Field(field.name(), host ? arrival.host() : field.value()));
    }
    String target = request.target();
    int question = target.indexOf('?');
    return new SignedRequest(
        request.method().name(),
        request.path(),
        question < 0 ? "" : target.substring(question + 1),
        fields);
  }
}
