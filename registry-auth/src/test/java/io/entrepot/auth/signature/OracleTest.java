package io.entrepot.auth.signature;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.http.SdkHttpFullRequest;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4FamilyHttpSigner;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.SignRequest;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;

/** What AWS's own signer for Java signs is accepted, and nothing else in its place. */
final class OracleTest {
  private static final int REQUESTS = 150;
  private static final AwsV4HttpSigner SIGNER = AwsV4HttpSigner.create();
  private static final String PATH_MARKS = "ab/./..//-_~%20%2F%C3%A9+=:@,;()'!*$&";
  private static final String QUERY_MARKS = "abZ09 -._~+/=&%;:@,()'!*$é";

  /** In which way the signer works. */
  enum Way {
    HEADER("ecr"),
    QUERY("sts"),
    OBJECT_HEADER("s3"),
    OBJECT_QUERY("s3"),
    CHUNKS("s3");

    private final String service;

    Way(String service) {
      this.service = service;
    }

    boolean presigned() {
      return this == QUERY || this == OBJECT_QUERY;
    }
  }

  private static String some(Random random, String marks, int longest) {
    StringBuilder text = new StringBuilder();
    int length = random.nextInt(longest + 1);
    for (int i = 0; i < length; i++) {
      text.append(marks.charAt(random.nextInt(marks.length())));
    }
    return text.toString();
  }

  /** A path whose escapes are whole. */
  private static String path(Random random) {
    StringBuilder path = new StringBuilder("/");
    int segments = random.nextInt(5);
    for (int i = 0; i < segments; i++) {
      path.append(UriText.encode(some(random, PATH_MARKS, 8))).append('/');
    }
    return path.toString();
  }

  private static SdkHttpRequest unsigned(Random random, Way way, byte[] body) {
    SdkHttpFullRequest.Builder request =
        SdkHttpFullRequest.builder()
            .method(way.presigned() ? SdkHttpMethod.GET : SdkHttpMethod.POST)
            .uri(
                URI.create(
                    // The signer leaves no body unsigned where others could change it.
                    (way == Way.OBJECT_QUERY ? "https" : "http")
                        + "://127.0.0.1:"
                        + (5000 + random.nextInt(2))
                        + path(random)));
    for (int i = random.nextInt(5); i > 0; i--) {
      request.appendRawQueryParameter(
          "q" + some(random, QUERY_MARKS, 4), some(random, QUERY_MARKS, 12));
    }
    for (int i = random.nextInt(5); i > 0; i--) {
      request.appendHeader(
          (random.nextBoolean() ? "X-Amz-Target" : "My-Header") + random.nextInt(3),
          "a " + some(random, " \tabc\"\\,;=%", 20) + "z");
    }
    if (!way.presigned()) {
      request.putHeader("Content-Length", Integer.toString(body.length));
    }
    return request.build();
  }

  private static software.amazon.awssdk.http.auth.spi.signer.SignedRequest sign(
      Way way, SdkHttpRequest request, byte[] body) {
    SignRequest.Builder<AwsCredentialsIdentity> sign =
        SignRequest.builder(AwsCredentialsIdentity.create(Fixture.KEY, Fixture.SECRET))
            .request(request)
            .payload(() -> new ByteArrayInputStream(body))
            .putProperty(HttpSigner.SIGNING_CLOCK, Clock.fixed(Fixture.NOW, ZoneOffset.UTC))
            .putProperty(AwsV4FamilyHttpSigner.SERVICE_SIGNING_NAME, way.service)
            .putProperty(AwsV4HttpSigner.REGION_NAME, "eu-nowhere-7")
            .putProperty(AwsV4FamilyHttpSigner.CHUNK_ENCODING_ENABLED, way == Way.CHUNKS);
    if (way.service.equals("s3")) {
      sign.putProperty(AwsV4FamilyHttpSigner.DOUBLE_URL_ENCODE, false)
          .putProperty(AwsV4FamilyHttpSigner.NORMALIZE_PATH, false);
    }
    if (way.presigned()) {
      sign.putProperty(
              AwsV4FamilyHttpSigner.AUTH_LOCATION, AwsV4FamilyHttpSigner.AuthLocation.QUERY_STRING)
          .putProperty(AwsV4FamilyHttpSigner.EXPIRATION_DURATION, Duration.ofHours(1))
          .putProperty(AwsV4FamilyHttpSigner.PAYLOAD_SIGNING_ENABLED, !way.service.equals("s3"));
    }
    return SIGNER.sign(sign.build());
  }

  /** As it goes over the wire. */
  private static SignedRequest onTheWire(SdkHttpRequest request) {
    List<SignedRequest.Field> fields = new ArrayList<>();
    request.forEachHeader((name, values) ->
        values.forEach(value -> fields.add(new SignedRequest.Field(name, bytes(value)))));
    return new SignedRequest(
        request.method().name(),
        request.encodedPath(),
        request.encodedQueryParameters().orElse(""),
        fields);
  }

  private static String bytes(String text) {
    return new String(text.getBytes(UTF_8), ISO_8859_1);
  }

  @ParameterizedTest
  @EnumSource
  void what_the_signer_signs_is_accepted_and_no_other_body_with_it(Way way) throws IOException {
    Random random = new Random(20150830);
    for (int i = 0; i < REQUESTS; i++) {
      byte[] body = new byte[way.presigned() ? 0 : random.nextInt(i == 0 ? 300_000 : 400)];
      random.nextBytes(body);
      var signed = sign(way, unsigned(random, way, body), body);
      SignedRequest request = onTheWire(signed.request());
      byte[] wire = wire(signed.payload().orElseThrow().newStream());
      PendingSignature pending = Fixture.verifier().begin(request, Fixture.expected(way.service));
      assertArrayEquals(body, Fixture.plain(pending, wire, 1 + random.nextInt(2000)));
      assertEquals(Fixture.LOGIN, pending.finish().login());
      if (way != Way.OBJECT_QUERY) {
        wire = changed(random, wire);
        byte[] other = wire;
        SignatureFailure failure = Fixture.refused(() -> verify(way, request, other));
        assertTrue(way == Way.CHUNKS || failure instanceof SignatureFailure.Mismatch);
      }
    }
  }

  private static void verify(Way way, SignedRequest request, byte[] wire) {
    PendingSignature pending = Fixture.verifier().begin(request, Fixture.expected(way.service));
    var _ = Fixture.plain(pending, wire, 1000);
    pending.finish();
  }

  private static byte[] changed(Random random, byte[] wire) {
    if (wire.length == 0) {
      return new byte[] {1};
    }
    byte[] changed = wire.clone();
    changed[random.nextInt(wire.length)] ^= 0x40;
    return changed;
  }

  private static byte[] wire(InputStream payload) {
    try (payload) {
      return payload.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
