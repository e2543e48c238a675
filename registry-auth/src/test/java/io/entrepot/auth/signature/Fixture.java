package io.entrepot.auth.signature;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.entrepot.auth.credential.Credential;
import io.entrepot.auth.credential.Login;
import io.entrepot.auth.credential.Secret;
import io.entrepot.auth.credential.SigningSecret;
import io.entrepot.auth.credential.SigningSecrets;
import io.entrepot.auth.principal.AccountId;
import io.entrepot.auth.principal.Principal;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.function.Executable;

/** The key of AWS's examples, and a verifier that knows it. */
final class Fixture {
  static final String KEY = "AKIDEXAMPLE";
  static final String SECRET = "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY";
  static final String TIME = "20150830T123600Z";
  static final Instant NOW = Instant.parse("2015-08-30T12:36:00Z");
  static final Login LOGIN =
      new Login(new Principal.Root(new AccountId("123456789012")), new Credential.AccessKey(KEY));

  private Fixture() {}

  static SigningSecret secret(String secret, Optional<Instant> expires) {
    return new SigningSecret(
        new Secret(secret), LOGIN, Optional.empty(), Optional.empty(), expires);
  }

  /** Knows the key, with whichever session token. */
  static SigningSecrets secrets() {
    return (id, token) ->
        id.equals(KEY) ? Optional.of(secret(SECRET, Optional.empty())) : Optional.empty();
  }

  static SignatureVerifier verifier() {
    return new SignatureVerifier(secrets(), () -> NOW);
  }

  static Expected expected(String service) {
    return new Expected(Set.of(service), true);
  }

  /** The signer of a request with its body; the body comes in pieces of a few bytes. */
  static Signer verify(SignatureVerifier verifier, SignedRequest request, String body) {
    return finish(verifier.begin(request, expected("service")), body);
  }

  static Signer finish(PendingSignature pending, String body) {
    plain(pending, body.getBytes(ISO_8859_1), 7);
    return pending.finish();
  }

  /** What a body holds. */
  static byte[] plain(PendingSignature pending, byte[] wire, int piece) {
    ByteArrayOutputStream plain = new ByteArrayOutputStream();
    for (int start = 0; start < wire.length; start += piece) {
      ByteBuffer some = ByteBuffer.wrap(wire, start, Math.min(piece, wire.length - start));
      try {
        pending.body(
            some,
            bytes -> {
              byte[] copy = new byte[bytes.remaining()];
              bytes.get(copy);
              plain.write(copy);
            });
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return plain.toByteArray();
  }

  static SignatureFailure refused(Executable call) {
    return assertThrows(SignatureFailedException.class, call).failure();
  }

  static SignedRequest request(String method, String target, List<SignedRequest.Field> fields) {
    int mark = target.indexOf('?');
    return mark < 0
        ? new SignedRequest(method, target, "", fields)
        : new SignedRequest(method, target.substring(0, mark), target.substring(mark + 1), fields);
  }

  /** Fields of lines with a colon. */
  static List<SignedRequest.Field> fields(String... lines) {
    List<SignedRequest.Field> fields = new ArrayList<>();
    for (String line : lines) {
      int colon = line.indexOf(':');
      fields.add(new SignedRequest.Field(line.substring(0, colon), line.substring(colon + 1)));
    }
    return fields;
  }

  /** With the signature that the key makes for a request as it is, in its header. */
  static SignedRequest signed(SignedRequest request, String service, String payload) {
    return signed(
        request, new CredentialScope(TIME.substring(0, 8), "us-east-1", service), payload);
  }

  static SignedRequest signed(SignedRequest request, CredentialScope scope, String payload) {
    List<String> names = request.values().keySet().stream().sorted().toList();
    String canonical =
        CanonicalRequest.of(
            request,
            QueryParameter.parse(request.query()),
            names,
            CanonicalPath.ofService(scope.service()),
            payload);
    String time = request.only("x-amz-date").orElse(TIME);
    String signature =
        Hash.hmac(
            secret(SECRET, Optional.empty())
                .signingKey(scope.date(), scope.region(), scope.service()),
            CanonicalRequest.toSign(time, scope, canonical));
    return with(request, authorization(scope, String.join(";", names), signature));
  }

  static String authorization(CredentialScope scope, String names, String signature) {
    return "Authorization:AWS4-HMAC-SHA256 Credential="
        + KEY
        + "/"
        + scope.text()
        + ", SignedHeaders="
        + names
        + ", Signature="
        + signature;
  }

  static SignedRequest with(SignedRequest request, String... lines) {
    List<SignedRequest.Field> fields = new ArrayList<>(request.fields());
    fields.addAll(fields(lines));
    return new SignedRequest(request.method(), request.path(), request.query(), fields);
  }
}
