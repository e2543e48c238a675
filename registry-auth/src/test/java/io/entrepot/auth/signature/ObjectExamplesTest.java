package io.entrepot.auth.signature;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The worked examples of the Amazon S3 API reference, and what becomes of them when changed. */
final class ObjectExamplesTest {
  private static final String KEY = "AKIAIOSFODNN7EXAMPLE";
  private static final String SECRET = "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY";
  private static final Instant NOW = Instant.parse("2013-05-24T00:00:00Z");
  private static final String SEED =
      "4f232c4386841ef735655705268965c44a0e4690baa4adea153f7db9fa80a0a9";
  private static final String FIRST =
      "ad80c730a21e5b8d04586a2213dd63b9a0e99e0e2307b0ade35a65485a288648";
  private static final String SECOND =
      "0055627c9e194cb4542bae2aa5492e3c1575bbb81b612b7d234b86a503ef5497";
  private static final String LAST =
      "b6c6ea8a5354eaf15b3cb7646744f4275b71ea724fed81ceb9323e279d449df9";

  private static SignatureVerifier verifier(Instant now) {
    return new SignatureVerifier(
        (id, token) ->
            id.equals(KEY)
                ? Optional.of(Fixture.secret(SECRET, Optional.empty()))
                : Optional.empty(),
        () -> now);
  }

  private static SignedRequest presigned() {
    return Fixture.request(
        "GET",
        "/test.txt?X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential="
            + KEY
            + "%2F20130524%2Fus-east-1%2Fs3%2Faws4_request&X-Amz-Date=20130524T000000Z"
            + "&X-Amz-Expires=86400&X-Amz-SignedHeaders=host&X-Amz-Signature="
            + "aeeed9bbccd4d02ee5c0109b86d86835f995330da4c265957d157751f604d404",
        Fixture.fields("Host:examplebucket.s3.amazonaws.com"));
  }

  private static SignedRequest inHeader(
      String names, String signature, String target, String... fields) {
    List<String> lines = new ArrayList<>(List.of(fields));
    lines.add("Host:examplebucket.s3.amazonaws.com");
    lines.add(
        "Authorization:AWS4-HMAC-SHA256 Credential="
            + KEY
            + "/20130524/us-east-1/s3/aws4_request,SignedHeaders="
            + names
            + ",Signature="
            + signature);
    return Fixture.request("GET", target, Fixture.fields(lines.toArray(String[]::new)));
  }

  @Test
  void an_object_is_got_with_a_range() {
    SignedRequest request =
        inHeader(
            "host;range;x-amz-content-sha256;x-amz-date",
            "f0e8bdb87c964420e857bd35b5d6ed310bd44f0170aba48dd91039c6036bdb41",
            "/test.txt",
            "Range:bytes=0-9",
            "x-amz-content-sha256:" + Hash.EMPTY,
            "x-amz-date:20130524T000000Z");
    PendingSignature pending = verifier(NOW).begin(request, Fixture.expected("s3"));
    assertTrue(pending.signerOfHead().isPresent());
    assertEquals(KEY, pending.finish().accessKeyId());
  }

  @Test
  void a_bucket_is_listed_and_asked_for_its_lifecycle() {
    String date = "x-amz-date:20130524T000000Z";
    String hash = "x-amz-content-sha256:" + Hash.EMPTY;
    String names = "host;x-amz-content-sha256;x-amz-date";
    for (SignedRequest request :
        List.of(
            inHeader(
                names,
                "fea454ca298b7da1c68078a5d1bdbfbbe0d65c699e0f91ac7a200a0136783543",
                "/?lifecycle",
                date,
                hash),
            inHeader(
                names,
                "34b48302e7b5fa45bde8084f4b7868a86f0a534bc59db6670ed5711ef69dc6f7",
                "/?max-keys=2&prefix=J",
                date,
                hash))) {
      assertEquals(
          "s3", verifier(NOW).begin(request, Fixture.expected("s3")).finish().scope().service());
    }
  }

  @Test
  void a_presigned_request_holds_for_its_day_and_no_longer() {
    Expected expected = Fixture.expected("s3");
    verifier(NOW).begin(presigned(), expected).finish();
    verifier(NOW.plusSeconds(86_399)).begin(presigned(), expected).finish();
    verifier(NOW.minusSeconds(900)).begin(presigned(), expected).finish();
    SignatureFailure late =
        Fixture.refused(() -> verifier(NOW.plusSeconds(86_400)).begin(presigned(), expected));
    assertEquals(
        new SignatureFailure.OutOfTime(
            "Request has expired: it held until 20130525T000000Z.", true),
        late);
    assertInstanceOf(
        SignatureFailure.OutOfTime.class,
        Fixture.refused(() -> verifier(NOW.minusSeconds(901)).begin(presigned(), expected)));
  }

  private static PendingSignature chunked() {
    SignedRequest request =
        Fixture.request(
            "PUT",
            "/examplebucket/chunkObject.txt",
            Fixture.fields(
                "Host:s3.amazonaws.com",
                "x-amz-date:20130524T000000Z",
                "x-amz-storage-class:REDUCED_REDUNDANCY",
                "Authorization:AWS4-HMAC-SHA256 Credential="
                    + KEY
                    + "/20130524/us-east-1/s3/aws4_request,SignedHeaders=content-encoding;"
                    + "content-length;host;x-amz-content-sha256;x-amz-date;"
                    + "x-amz-decoded-content-length;x-amz-storage-class,Signature="
                    + SEED,
                "x-amz-content-sha256:STREAMING-AWS4-HMAC-SHA256-PAYLOAD",
                "Content-Encoding:aws-chunked",
                "x-amz-decoded-content-length:66560",
                "Content-Length:66824"));
    return verifier(NOW).begin(request, Fixture.expected("s3"));
  }

  private static String chunk(int size, String signature) {
    return Integer.toHexString(size)
        + ";chunk-signature="
        + signature
        + "\r\n"
        + "a".repeat(size)
        + "\r\n";
  }

  private static byte[] bytes(String... parts) {
    return String.join("", parts).getBytes(ISO_8859_1);
  }

  @Test
  void a_body_in_chunks_is_given_on_without_them() {
    byte[] wire = bytes(chunk(65_536, FIRST), chunk(1024, SECOND), chunk(0, LAST));
    assertEquals(66_824, wire.length);
    for (int piece : new int[] {1, 7, 1000, 66_824}) {
      PendingSignature pending = chunked();
      assertEquals("a".repeat(66_560), new String(Fixture.plain(pending, wire, piece), ISO_8859_1));
      assertEquals(KEY, pending.finish().accessKeyId());
    }
  }

  private static SignatureFailure refusedChunks(String... parts) {
    return Fixture.refused(() -> {
      PendingSignature pending = chunked();
      var _ = Fixture.plain(pending, bytes(parts), 4096);
      pending.finish();
    });
  }

  @Test
  void chunks_that_were_changed_left_out_or_swapped_do_not_match() {
    String first = chunk(65_536, FIRST);
    assertInstanceOf(
        SignatureFailure.Mismatch.class, refusedChunks(first.replaceFirst("aaa\r\n", "aab\r\n")));
    assertInstanceOf(SignatureFailure.Mismatch.class, refusedChunks(chunk(1024, SECOND)));
    assertInstanceOf(SignatureFailure.Mismatch.class, refusedChunks(chunk(0, LAST)));
    assertInstanceOf(
        SignatureFailure.Mismatch.class, refusedChunks(first, chunk(1024, SECOND), chunk(0, SEED)));
  }

  @Test
  void each_malformed_chunk_is_named() {
    String first = chunk(65_536, FIRST);
    String malformed = "The chunked body is malformed: ";
    assertEquals(
        malformed + "the body ends before the last chunk does.", refusedChunks(first).message());
    assertEquals(
        malformed + "the line above a chunk is no size and signature.",
        refusedChunks("10\r\n").message());
    assertEquals(
        malformed + "the line above or below a chunk is too long.",
        refusedChunks("0".repeat(100_000)).message());
    assertEquals(
        malformed + "the line above or below a chunk is too long.",
        refusedChunks(first.substring(0, first.length() - 2), "aa").message());
    assertEquals(
        malformed + "the chunks are longer than x-amz-decoded-content-length told.",
        refusedChunks("ffffffffffffffff;chunk-signature=" + FIRST + "\r\n").message());
    assertEquals(
        malformed + "there are bytes after the last chunk.",
        refusedChunks(first, chunk(1024, SECOND), chunk(0, LAST), "x").message());
  }
}
