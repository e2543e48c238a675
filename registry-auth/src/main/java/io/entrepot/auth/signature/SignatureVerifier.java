package io.entrepot.auth.signature;

import io.entrepot.auth.credential.SigningSecret;
import io.entrepot.auth.credential.SigningSecrets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/**
 * Verifies requests that were signed with Signature Version 4 (AWS IAM user guide, "AWS Signature
 * Version 4 for API requests"), in the header or in the query. Says who signed, not what they may
 * do. Calls may block as {@link SigningSecrets} does; any thread.
 */
public final class SignatureVerifier {
  private final SigningSecrets secrets;
  private final InstantSource clock;

  public SignatureVerifier(SigningSecrets secrets, InstantSource clock) {
    this.secrets = secrets;
    this.clock = clock;
  }

  /**
   * Whether a request means to be signed this way, well or not.
   *
   * @throws SignatureFailedException when its query cannot be read
   */
  public static boolean isSigned(SignedRequest request) {
    return request.fields().stream()
            .anyMatch(field ->
                field.name().equalsIgnoreCase(AuthorizationHeader.NAME)
                    && field.value().strip().startsWith(CanonicalRequest.ALGORITHM))
        || PresignedQuery.in(QueryParameter.parse(request.query()));
  }

  /**
   * Verifies all of a request but its body.
   *
   * @throws SignatureFailedException when that does not hold, or names a key that does not
   */
  public PendingSignature begin(SignedRequest request, Expected expected) {
    List<QueryParameter> query = QueryParameter.parse(request.query());
    Claim claim = claim(request, query);
    requireService(claim.scope(), expected);
    requireTime(claim);
    requireSigned(request, claim);
    Payload payload = Payload.of(request, query, claim, expected.encrypted());
    SigningSecret secret = secret(claim);
    CredentialScope scope = claim.scope();
    byte[] key = secret.signingKey(scope.date(), scope.region(), scope.service());
    PendingSignature.PayloadCheck check =
        hash -> requireMatch(claim, key, canonical(request, query, claim, hash));
    Optional<String> proved =
        switch (payload) {
          case Payload.Hashed hashed -> hashed.declared();
          case Payload.Unsigned unsigned -> Optional.of(Payload.UNSIGNED);
          case Payload.Chunked chunked -> Optional.of(Payload.CHUNKS);
        };
    proved.ifPresent(check::requireSigned);
    return new PendingSignature(
        new Signer(
            secret.login(),
            secret.session(),
            claim.accessKeyId(),
            secret.issued(),
            secret.expires(),
            scope),
        proved,
        body(payload, key, claim),
        check);
  }

  private static Claim claim(SignedRequest request, List<QueryParameter> query) {
    Optional<String> header = request.only(AuthorizationHeader.NAME);
    boolean presigned = PresignedQuery.in(query);
    if (header.isPresent() && presigned) {
      throw SignatureFailure.incomplete(
          "A request is signed in its Authorization header or in its query, not in both.");
    }
    if (presigned) {
      return PresignedQuery.parse(query);
    }
    return AuthorizationHeader.parse(
        request, header.orElseThrow(() -> new SignatureFailure.Missing().exception()));
  }

  private static void requireService(CredentialScope scope, Expected expected) {
    if (!expected.services().contains(scope.service())) {
      throw SignatureFailure.mismatch(
          "Credential should be scoped to correct service: '"
              + String.join("' or '", new TreeSet<>(expected.services()))
              + "'.");
    }
  }

  private void requireTime(Claim claim) {
    String day = claim.time().day();
    if (!claim.scope().date().equals(day)) {
      throw SignatureFailure.mismatch(
          "Date in Credential scope does not match YYYYMMDD from ISO-8601 version of date from"
              + " HTTP: '"
              + claim.scope().date()
              + "' != '"
              + day
              + "'.");
    }
    Instant now = clock.instant();
    claim
        .lifetime()
        .ifPresentOrElse(
            lifetime -> claim.time().requireWithin(now, lifetime),
            () -> claim.time().requireNear(now));
  }

  private static void requireSigned(SignedRequest request, Claim claim) {
    if (!claim.headers().contains("host")) {
      throw SignatureFailure.mismatch("'Host' must be a 'SignedHeader' in the AWS Authorization.");
    }
    for (String name : request.values().keySet()) {
      if (name.startsWith("x-amz-") && !claim.headers().contains(name)) {
        throw SignatureFailure.mismatch(
            "There were headers present in the request which were not signed: " + name + ".");
      }
    }
  }

  private SigningSecret secret(Claim claim) {
    SigningSecret secret =
        secrets
            .find(claim.accessKeyId(), claim.sessionToken())
            .orElseThrow(() -> new SignatureFailure.UnknownKey().exception());
    if (secret.expires().isPresent() && !clock.instant().isBefore(secret.expires().get())) {
      throw new SignatureFailure.ExpiredToken().exception();
    }
    return secret;
  }

  private static String canonical(
      SignedRequest request, List<QueryParameter> query, Claim claim, String payload) {
    return CanonicalRequest.of(
        request, query, claim.headers(), CanonicalPath.ofService(claim.scope().service()), payload);
  }

  private static void requireMatch(Claim claim, byte[] key, String canonicalRequest) {
    String toSign = CanonicalRequest.toSign(claim.time().text(), claim.scope(), canonicalRequest);
    if (!Hash.same(Hash.hmac(key, toSign), claim.signature())) {
      throw SignatureFailure.mismatch(
          "The request signature we calculated does not match the signature you provided."
              + " Check your AWS Secret Access Key and signing method."
              + " Consult the service documentation for details.");
    }
  }

  private static SignedBody body(Payload payload, byte[] key, Claim claim) {
    return switch (payload) {
      case Payload.Hashed hashed -> HashedBody.hashed();
      case Payload.Unsigned unsigned -> HashedBody.unsigned();
      case Payload.Chunked chunked -> new ChunkedBody(key, claim, chunked.length());
    };
  }
}
