package io.entrepot.auth.signature;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Timeout;

/**
 * Whatever is done to a signed request, it is refused as one, or what was done to it is nothing
 * that a signature covers.
 */
final class SignatureMutationTest {
  private static final int MUTATIONS = 4000;
  private static final String[] PIECES = {
    "%",
    "%2",
    "&",
    "=",
    ";",
    ",",
    "/",
    "\r\n",
    "\0",
    "\u00ff",
    "X-Amz-Signature=",
    "Credential=",
    "AWS4-HMAC-SHA256 ",
    "20150830T123600Z",
    "aws4_request",
    " ".repeat(500),
    "a;".repeat(200)
  };

  private static SignedRequest good(boolean chunked) {
    String payload = chunked ? Payload.CHUNKS : Hash.EMPTY;
    return Fixture.signed(
        Fixture.request(
            "POST",
            "/a//b/../c%20d?x=1&y=%2B+&z",
            Fixture.fields(
                "Host:localhost:5000",
                "X-Amz-Date:" + Fixture.TIME,
                "X-Amz-Content-Sha256:" + payload,
                "X-Amz-Decoded-Content-Length:0",
                "X-Amz-Target:Some.Operation")),
        "service",
        payload);
  }

  private static SignedRequest presigned() {
    return Fixture.request(
        "GET",
        "/?X-Amz-Algorithm=AWS4-HMAC-SHA256"
            + "&X-Amz-Credential=AKIDEXAMPLE%2F20150830%2Fus-east-1%2Fservice%2Faws4_request"
            + "&X-Amz-Date=20150830T123600Z&X-Amz-Expires=60&X-Amz-SignedHeaders=host"
            + "&X-Amz-Signature="
            + "0".repeat(64),
        Fixture.fields("Host:localhost"));
  }

  private static String mutated(Random random, String text) {
    StringBuilder mutated = new StringBuilder(text);
    int at = random.nextInt(text.length() + 1);
    switch (random.nextInt(4)) {
      case 0 -> mutated.insert(at, PIECES[random.nextInt(PIECES.length)]);
      case 1 -> mutated.delete(at, Math.min(text.length(), at + 1 + random.nextInt(8)));
      case 2 -> mutated.insert(at, (char) random.nextInt(256));
      default -> mutated.append(text);
    }
    return mutated.toString();
  }

  private static SignedRequest mutated(Random random, SignedRequest request) {
    List<SignedRequest.Field> fields = new ArrayList<>(request.fields());
    int what = random.nextInt(fields.size() + 2);
    if (what == fields.size()) {
      return new SignedRequest(
          request.method(), mutated(random, request.path()), request.query(), fields);
    }
    if (what > fields.size()) {
      return new SignedRequest(
          request.method(), request.path(), mutated(random, request.query()), fields);
    }
    SignedRequest.Field field = fields.get(what);
    fields.set(
        what,
        random.nextInt(8) == 0
            ? new SignedRequest.Field(mutated(random, field.name()), field.value())
            : new SignedRequest.Field(field.name(), mutated(random, field.value())));
    return new SignedRequest(request.method(), request.path(), request.query(), fields);
  }

  @RepeatedTest(3)
  @Timeout(60)
  void a_changed_request_is_refused_unless_it_means_the_same(RepetitionInfo repetition) {
    SignedRequest good =
        switch (repetition.getCurrentRepetition()) {
          case 1 -> good(false);
          case 2 -> good(true);
          default -> presigned();
        };
    Random random = new Random(repetition.getCurrentRepetition());
    int refused = 0;
    for (int i = 0; i < MUTATIONS; i++) {
      SignedRequest request = mutated(random, good);
      for (int more = random.nextInt(3); more > 0; more--) {
        request = mutated(random, request);
      }
      try {
        String body = random.nextBoolean() ? "" : mutated(random, "0;chunk-signature=" + i);
        var _ = Fixture.verify(Fixture.verifier(), request, body);
        assertTrue(sameMeaning(good, request), request.toString());
      } catch (SignatureFailedException e) {
        assertFalse(e.failure().message().isEmpty());
        refused++;
      }
    }
    assertTrue(refused > MUTATIONS / 2, "refused " + refused);
  }

  /** Whether both have one canonical request and signature. */
  private static boolean sameMeaning(SignedRequest good, SignedRequest request) {
    return canonical(good).equals(canonical(request));
  }

  private static String canonical(SignedRequest request) {
    Claim claim =
        AuthorizationHeader.parse(request, request.only(AuthorizationHeader.NAME).orElseThrow());
    return claim.signature()
        + CanonicalRequest.of(
            request,
            QueryParameter.parse(request.query()),
            claim.headers(),
            CanonicalPath.TIDY,
            request.only(Payload.HEADER).orElseThrow());
  }
}
