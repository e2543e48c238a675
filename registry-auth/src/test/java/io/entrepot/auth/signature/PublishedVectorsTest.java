package io.entrepot.auth.signature;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** AWS's signing test suite, whose cases stand in {@code vectors.tsv}. */
final class PublishedVectorsTest {
  private static final CredentialScope SCOPE =
      new CredentialScope("20150830", "us-east-1", "service");

  /** One line of the table. */
  record Vector(
      String name,
      CanonicalPath path,
      String method,
      String target,
      List<String> fields,
      String body,
      Optional<String> token,
      String signedHeaders,
      String headerSignature,
      String querySignature) {
    @Override
    public String toString() {
      return name;
    }
  }

  static List<Vector> vectors() throws IOException {
    try (InputStream table =
        Objects.requireNonNull(PublishedVectorsTest.class.getResourceAsStream("vectors.tsv"))) {
      // The bytes of the wire, a character for each.
      return new String(table.readAllBytes(), ISO_8859_1)
          .lines()
          .filter(line -> !line.startsWith("#"))
          .map(PublishedVectorsTest::vector)
          .toList();
    }
  }

  private static Vector vector(String line) {
    List<String> cells =
        ClaimParts.split(line, '\t').stream().map(PublishedVectorsTest::cell).toList();
    List<String> fields = new ArrayList<>(List.of("Host:example.amazonaws.com"));
    Arrays.stream(cells.get(4).split(" \\| ", -1))
        .filter(field -> !field.isEmpty())
        .map(field -> field.replace("\\n", "\n"))
        .forEach(fields::add);
    return new Vector(
        cells.get(0),
        CanonicalPath.valueOf(cells.get(1)),
        cells.get(2),
        cells.get(3),
        fields,
        cells.get(5),
        Optional.of(cells.get(6)).filter(token -> !token.isEmpty()),
        cells.get(7),
        cells.get(8),
        cells.get(9));
  }

  private static String cell(String text) {
    return text.equals("-") ? "" : text;
  }

  private static SignedRequest inHeader(Vector vector) {
    List<String> fields = new ArrayList<>(vector.fields());
    fields.add("X-Amz-Date:" + Fixture.TIME);
    vector.token().ifPresent(token -> fields.add("X-Amz-Security-Token:" + token));
    if (vector.signedHeaders().contains(Payload.HEADER)) {
      fields.add(Payload.HEADER + ":" + Hash.sha256(vector.body()));
    }
    fields.add(Fixture.authorization(SCOPE, vector.signedHeaders(), vector.headerSignature()));
    return Fixture.request(
        vector.method(), vector.target(), Fixture.fields(fields.toArray(String[]::new)));
  }

  private static SignedRequest inQuery(Vector vector) {
    String names = vector.signedHeaders().replaceAll(";x-amz-[a-z0-9-]+", "");
    String target =
        vector.target()
            + (vector.target().contains("?") ? "&" : "?")
            + "X-Amz-Signature="
            + vector.querySignature()
            + "&X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential="
            + UriText.encode(Fixture.KEY + "/" + SCOPE.text())
            + "&X-Amz-Date="
            + Fixture.TIME
            + "&X-Amz-Expires=3600&X-Amz-SignedHeaders="
            + UriText.encode(names)
            + vector
                .token()
                .map(token -> "&X-Amz-Security-Token=" + UriText.encode(token))
                .orElse("");
    return Fixture.request(
        vector.method(), target, Fixture.fields(vector.fields().toArray(String[]::new)));
  }

  @ParameterizedTest
  @MethodSource("vectors")
  void a_signature_in_the_header_is_the_published_one(Vector vector) {
    SignedRequest request = inHeader(vector);
    Claim claim =
        AuthorizationHeader.parse(request, request.only(AuthorizationHeader.NAME).orElseThrow());
    assertEquals(vector.headerSignature(), calculated(vector, request, claim));
    if (vector.path() == CanonicalPath.TIDY) {
      assertEquals(
          Fixture.LOGIN, Fixture.verify(Fixture.verifier(), request, vector.body()).login());
    }
  }

  @ParameterizedTest
  @MethodSource("vectors")
  void a_signature_in_the_query_is_the_published_one(Vector vector) {
    SignedRequest request = inQuery(vector);
    Claim claim = PresignedQuery.parse(QueryParameter.parse(request.query()));
    assertEquals(vector.querySignature(), calculated(vector, request, claim));
    if (vector.path() == CanonicalPath.TIDY) {
      assertEquals(
          Fixture.LOGIN, Fixture.verify(Fixture.verifier(), request, vector.body()).login());
      assertInstanceOf(
          SignatureFailure.Mismatch.class,
          Fixture.refused(() -> Fixture.verify(Fixture.verifier(), request, vector.body() + "!")));
    }
  }

  /** By the vector's own rule for paths, which no service of that name has. */
  private static String calculated(Vector vector, SignedRequest request, Claim claim) {
    String canonical =
        CanonicalRequest.of(
            request,
            QueryParameter.parse(request.query()),
            claim.headers(),
            vector.path(),
            Hash.sha256(vector.body()));
    byte[] key =
        Fixture.secret(Fixture.SECRET, Optional.empty())
            .signingKey(SCOPE.date(), SCOPE.region(), SCOPE.service());
    return Hash.hmac(key, CanonicalRequest.toSign(claim.time().text(), SCOPE, canonical));
  }

  @Test
  void all_cases_are_there() throws IOException {
    assertEquals(38, vectors().size());
    assertTrue(
        vectors().stream()
            .anyMatch(
                vector -> new String(vector.target().getBytes(ISO_8859_1), UTF_8).equals("/ሴ")));
  }
}
