package io.entrepot.auth.signature;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each way in which a signature fails, and what its sender is told. */
final class FailuresTest {
  private static final CredentialScope SCOPE =
      new CredentialScope("20150830", "us-east-1", "service");
  private static final String ZEROS = "0".repeat(64);
  private static final String GOOD =
      "AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20150830/us-east-1/service/aws4_request,"
          + " SignedHeaders=host;x-amz-date, Signature="
          + ZEROS;
  private static final String GOOD_QUERY =
      "X-Amz-Algorithm=AWS4-HMAC-SHA256"
          + "&X-Amz-Credential=AKIDEXAMPLE/20150830/us-east-1/service/aws4_request"
          + "&X-Amz-Date=20150830T123600Z&X-Amz-Expires=60&X-Amz-SignedHeaders=host"
          + "&X-Amz-Signature="
          + ZEROS;

  private static SignedRequest unsigned(String... lines) {
    return Fixture.with(
        Fixture.request(
            "POST", "/", Fixture.fields("Host:localhost:5000", "X-Amz-Date:" + Fixture.TIME)),
        lines);
  }

  private static SignatureFailure refused(SignedRequest request) {
    return Fixture.refused(() -> Fixture.verify(Fixture.verifier(), request, ""));
  }

  private static SignatureFailure refusedHeader(String authorization) {
    return refused(unsigned("Authorization:" + authorization));
  }

  private static SignatureFailure refusedQuery(String query) {
    return refused(Fixture.request("GET", "/?" + query, Fixture.fields("Host:localhost")));
  }

  private static String incomplete(SignatureFailure failure) {
    return assertInstanceOf(SignatureFailure.Incomplete.class, failure).message();
  }

  private static String mismatch(SignatureFailure failure) {
    return assertInstanceOf(SignatureFailure.Mismatch.class, failure).message();
  }

  @Test
  void a_request_without_a_signature_has_none() {
    assertEquals(new SignatureFailure.Missing(), refused(unsigned()));
    assertFalse(SignatureVerifier.isSigned(unsigned("Authorization:Basic YTpi")));
    assertTrue(SignatureVerifier.isSigned(unsigned("Authorization:" + GOOD)));
    assertTrue(
        SignatureVerifier.isSigned(
            Fixture.request("GET", "/?X-Amz-Signature=", Fixture.fields("Host:a"))));
  }

  @Test
  void a_wrong_signature_does_not_match() {
    assertTrue(
        mismatch(refusedHeader(GOOD))
            .startsWith("The request signature we calculated does not match"));
    assertTrue(
        mismatch(refusedQuery(GOOD_QUERY))
            .startsWith("The request signature we calculated does not match"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "AWS4-HMAC-SHA256|AWS4-HMAC-SHA512|Unsupported AWS 'algorithm': only AWS4-HMAC-SHA256 is"
            + " taken here.",
        "Credential=AKIDEXAMPLE/20150830/us-east-1/service/aws4_request,||Authorization header"
            + " requires 'Credential' parameter.",
        "SignedHeaders=host;x-amz-date,||Authorization header requires 'SignedHeaders' parameter.",
        "Signature=|Mark=|Authorization header takes Credential, SignedHeaders and Signature, as"
            + " key=value pairs.",
        "SignedHeaders=host;x-amz-date|Signature=a|Authorization header has 'Signature' more than"
            + " once.",
        "/service/|/|Credential must have exactly 5 slash-delimited elements, e.g."
            + " keyid/date/region/service/term.",
        "AKIDEXAMPLE|AKID EXAMPLE|Credential has a malformed key id.",
        "/20150830/|/2015083/|Credential has a malformed date.",
        "us-east-1|us_east_1|Credential has a malformed region.",
        "/service/|/Service/|Credential has a malformed service.",
        "host;x-amz-date|Host;x-amz-date|SignedHeaders must be names of headers in lower case, with"
            + " ';' between them.",
        "host;x-amz-date|host;;x-amz-date|SignedHeaders must be names of headers in lower case,"
            + " with ';' between them.",
        "host;x-amz-date|x-amz-date;host|SignedHeaders must be in order, each name once.",
        "host;x-amz-date|host;host|SignedHeaders must be in order, each name once.",
        "Signature=0|Signature=A|Signature must be 64 hexadecimal digits in lower case.",
        "Signature=0|Signature=|Signature must be 64 hexadecimal digits in lower case."
      })
  void each_malformed_header_is_named(String part, String instead, String message) {
    assertTrue(GOOD.contains(part));
    String header = GOOD.replace(part, Optional.ofNullable(instead).orElse(""));
    assertEquals(message, incomplete(refusedHeader(header)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "X-Amz-Algorithm=AWS4-HMAC-SHA256&||AWS query-string requires 'X-Amz-Algorithm' parameter.",
        "X-Amz-Date=20150830T123600Z&||AWS query-string requires 'X-Amz-Date' parameter.",
        "X-Amz-Expires=60&||AWS query-string requires 'X-Amz-Expires' parameter.",
        "X-Amz-SignedHeaders=host&||AWS query-string requires 'X-Amz-SignedHeaders' parameter.",
        "&X-Amz-Signature=|&X-Amz-Signatur=|AWS query-string requires 'X-Amz-Signature' parameter.",
        "Expires=60|Expires=60&X-Amz-Expires=60|The query has 'X-Amz-Expires' more than once.",
        "Expires=60|Expires=0|X-Amz-Expires must be at least a second and at most a week, that is"
            + " 604800 seconds.",
        "Expires=60|Expires=604801|X-Amz-Expires must be at least a second and at most a week, that"
            + " is 604800 seconds.",
        "Expires=60|Expires=-1|X-Amz-Expires must be a number of seconds.",
        "Expires=60|Expires=6%6|The request target has a malformed escape.",
        "T123600Z|T12:36Z|Date must be in ISO-8601 'basic format', as in 20260102T030405Z.",
        "T123600Z|T253600Z|Date must be in ISO-8601 'basic format', as in 20260102T030405Z."
      })
  void each_malformed_query_is_named(String part, String instead, String message) {
    assertTrue(GOOD_QUERY.contains(part));
    String query = GOOD_QUERY.replace(part, Optional.ofNullable(instead).orElse(""));
    assertEquals(message, incomplete(refusedQuery(query)));
  }

  @Test
  void what_is_too_long_or_twice_is_named() {
    assertEquals(
        "The header has 'authorization' more than once.",
        incomplete(refused(unsigned("Authorization:" + GOOD, "authorization:" + GOOD))));
    assertEquals(
        "Authorization header has more than 16384 characters.",
        incomplete(refusedHeader(GOOD + " ".repeat(17_000) + "x")));
    assertEquals(
        "The query has more than 32768 characters.", incomplete(refusedQuery("a".repeat(32_769))));
    assertEquals(
        "The query has more than 1000 parameters.", incomplete(refusedQuery("a&".repeat(1001))));
    assertEquals(
        "SignedHeaders has more than 100 names.",
        incomplete(refusedHeader(GOOD.replace("host;", "a;".repeat(100)))));
    assertEquals(
        "A request is signed in its Authorization header or in its query, not in both.",
        incomplete(
            refused(
                Fixture.with(
                    Fixture.request("GET", "/?" + GOOD_QUERY, Fixture.fields("Host:a")),
                    "Authorization:" + GOOD))));
  }

  @Test
  void the_scope_has_to_fit() {
    assertEquals(
        "Credential should be scoped with a valid terminator: 'aws4_request'.",
        mismatch(refusedHeader(GOOD.replace("aws4_request", "aws5_request"))));
    assertEquals(
        "Date in Credential scope does not match YYYYMMDD from ISO-8601 version of date from"
            + " HTTP: '20150829' != '20150830'.",
        mismatch(refusedHeader(GOOD.replace("/20150830/", "/20150829/"))));
    SignedRequest request = Fixture.signed(unsigned(), SCOPE, Hash.EMPTY);
    assertEquals(
        "Credential should be scoped to correct service: 'ecr' or 'sts'.",
        mismatch(
            Fixture.refused(() ->
                Fixture.verifier().begin(request, new Expected(Set.of("sts", "ecr"), true)))));
  }

  @Test
  void any_region_will_do() {
    SignedRequest request =
        Fixture.signed(
            unsigned(), new CredentialScope("20150830", "mars-north-1", "service"), Hash.EMPTY);
    assertEquals("mars-north-1", Fixture.verify(Fixture.verifier(), request, "").scope().region());
  }

  @Test
  void what_was_signed_too_long_ago_or_is_to_be_signed_yet_is_refused() {
    SignedRequest request = Fixture.signed(unsigned(), SCOPE, Hash.EMPTY);
    for (long seconds : new long[] {-900, 900}) {
      assertEquals(
          Fixture.LOGIN, Fixture.verify(at(Fixture.NOW.plusSeconds(seconds)), request, "").login());
    }
    assertEquals(
        new SignatureFailure.OutOfTime(
            "Signature expired: 20150830T123600Z is now earlier than 20150830T123601Z"
                + " (20150830T125101Z - 15 min.)",
            false),
        Fixture.refused(() -> Fixture.verify(at(Fixture.NOW.plusSeconds(901)), request, "")));
    assertEquals(
        new SignatureFailure.OutOfTime(
            "Signature not yet current: 20150830T123600Z is still later than 20150830T123559Z"
                + " (20150830T122059Z + 15 min.)",
            false),
        Fixture.refused(() -> Fixture.verify(at(Fixture.NOW.minusSeconds(901)), request, "")));
  }

  private static SignatureVerifier at(Instant now) {
    return new SignatureVerifier(Fixture.secrets(), () -> now);
  }

  @Test
  void the_date_header_stands_in_for_the_other() {
    for (String date : List.of("Sun, 30 Aug 2015 12:36:00 GMT", Fixture.TIME)) {
      SignedRequest request =
          Fixture.signed(
              Fixture.request("GET", "/", Fixture.fields("Host:a", "Date:" + date)),
              SCOPE,
              Hash.EMPTY);
      assertEquals(Fixture.LOGIN, Fixture.verify(Fixture.verifier(), request, "").login());
    }
    assertEquals(
        "Authorization header requires existence of either a 'X-Amz-Date' or a 'Date' header.",
        incomplete(
            refused(
                Fixture.request("GET", "/", Fixture.fields("Host:a", "Authorization:" + GOOD)))));
    assertEquals(
        "Date must be in ISO-8601 'basic format', as in 20260102T030405Z.",
        incomplete(
            refused(
                Fixture.request(
                    "GET",
                    "/",
                    Fixture.fields("Host:a", "Date:yesterday", "Authorization:" + GOOD)))));
  }

  @Test
  void the_host_and_all_of_amazons_headers_have_to_be_signed() {
    assertEquals(
        "'Host' must be a 'SignedHeader' in the AWS Authorization.",
        mismatch(refusedHeader(GOOD.replace("host;", ""))));
    SignedRequest request = Fixture.signed(unsigned(), SCOPE, Hash.EMPTY);
    assertEquals(
        "There were headers present in the request which were not signed: x-amz-target.",
        mismatch(refused(Fixture.with(request, "X-Amz-Target:Other"))));
    SignedRequest more = Fixture.with(request, "User-Agent:curl", "X-Amzn-Trace-Id:Root=1");
    assertEquals(Fixture.LOGIN, Fixture.verify(Fixture.verifier(), more, "").login());
  }

  @Test
  void a_key_that_is_not_there_or_has_ended_is_told_so() {
    SignedRequest request = Fixture.signed(unsigned(), SCOPE, Hash.EMPTY);
    assertEquals(
        new SignatureFailure.UnknownKey(), refusedHeader(GOOD.replace("AKIDEXAMPLE", "AKIDOTHER")));
    assertEquals(
        new SignatureFailure.ExpiredToken(),
        Fixture.refused(() -> Fixture.verify(ending(Fixture.NOW), request, "")));
    assertEquals(
        Fixture.LOGIN, Fixture.verify(ending(Fixture.NOW.plusSeconds(1)), request, "").login());
  }

  private static SignatureVerifier ending(Instant expires) {
    return new SignatureVerifier(
        (id, token) -> Optional.of(Fixture.secret(Fixture.SECRET, Optional.of(expires))),
        () -> Fixture.NOW);
  }

  @Test
  void a_body_that_the_header_does_not_tell_is_believed_only_at_its_end() {
    SignedRequest request = Fixture.signed(unsigned(), SCOPE, Hash.sha256("{}"));
    PendingSignature pending = Fixture.verifier().begin(request, Fixture.expected("service"));
    assertEquals(Optional.empty(), pending.signerOfHead());
    assertEquals(Fixture.LOGIN, Fixture.finish(pending, "{}").login());
    assertTrue(mismatch(refused(request)).startsWith("The request signature we calculated"));
  }

  @Test
  void a_body_has_to_have_the_hash_that_the_header_tells() {
    String hash = Hash.sha256("{}");
    SignedRequest request = Fixture.signed(unsigned("X-Amz-Content-Sha256:" + hash), SCOPE, hash);
    PendingSignature pending = Fixture.verifier().begin(request, Fixture.expected("service"));
    assertTrue(pending.signerOfHead().isPresent());
    assertEquals(Fixture.LOGIN, Fixture.finish(pending, "{}").login());
    assertEquals(
        "The provided 'x-amz-content-sha256' header does not match what was computed.",
        mismatch(refused(request)));
  }

  @Test
  void an_unsigned_body_is_taken_where_nobody_can_change_it() {
    SignedRequest request =
        Fixture.signed(
            unsigned("X-Amz-Content-Sha256:UNSIGNED-PAYLOAD"), SCOPE, "UNSIGNED-PAYLOAD");
    assertEquals(Fixture.LOGIN, Fixture.verify(Fixture.verifier(), request, "any").login());
    assertEquals(
        "UNSIGNED-PAYLOAD is taken over encrypted connections only: the body has to be signed.",
        incomplete(
            Fixture.refused(
                () -> Fixture.verifier().begin(request, new Expected(Set.of("service"), false)))));
  }

  @Test
  void other_ways_to_sign_a_body_are_named() {
    for (String other :
        List.of("STREAMING-UNSIGNED-PAYLOAD-TRAILER", "required", Hash.EMPTY.replace('e', 'E'))) {
      assertEquals(
          "x-amz-content-sha256 must be a SHA-256 hash, UNSIGNED-PAYLOAD or"
              + " STREAMING-AWS4-HMAC-SHA256-PAYLOAD.",
          incomplete(
              refused(Fixture.signed(unsigned("X-Amz-Content-Sha256:" + other), SCOPE, other))));
    }
    SignedRequest chunks =
        Fixture.signed(unsigned("X-Amz-Content-Sha256:" + Payload.CHUNKS), SCOPE, Payload.CHUNKS);
    assertEquals(
        "STREAMING-AWS4-HMAC-SHA256-PAYLOAD requires x-amz-decoded-content-length, in bytes.",
        incomplete(refused(chunks)));
  }

  @Test
  void a_request_of_anything_but_bytes_is_a_mistake_of_the_caller() {
    assertThrows(
        IllegalArgumentException.class, () -> new SignedRequest("GET", "/ሴ", "", List.of()));
  }

  @Test
  void no_failure_repeats_what_was_sent_and_no_secret_shows() {
    assertFalse(refusedHeader(GOOD).message().contains(ZEROS));
    assertFalse(
        Fixture.secret(Fixture.SECRET, Optional.empty()).toString().contains(Fixture.SECRET));
  }
}
