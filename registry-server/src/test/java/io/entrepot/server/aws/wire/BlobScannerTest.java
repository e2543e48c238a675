package io.entrepot.server.aws.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.entrepot.server.aws.AwsException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** One member's base64 is taken out of a body while it comes, whatever pieces it comes in. */
final class BlobScannerTest {
  private static final int MOST_LEFT = 4096;

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

  private String scan(String json, int piece) throws IOException {
    BlobScanner scanner =
        new BlobScanner(
            "blob",
            MOST_LEFT,
            decoded -> {
              byte[] copy = new byte[decoded.remaining()];
              decoded.get(copy);
              bytes.writeBytes(copy);
            });
    byte[] all = json.getBytes(UTF_8);
    for (int at = 0; at < all.length; at += piece) {
      scanner.write(ByteBuffer.wrap(all, at, Math.min(piece, all.length - at)));
    }
    return new String(scanner.left(), UTF_8);
  }

  private String blob() {
    return bytes.toString(UTF_8);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 7, 1000, 200_000})
  void its_bytes_are_given_on_and_the_rest_is_left(int piece) throws IOException {
    byte[] much = new byte[100_001];
    new Random(7).nextBytes(much);
    String base64 = Base64.getEncoder().encodeToString(much);
    assertEquals(
        "{\"a\": \"b\\\"\", \"blob\" : \"\", \"c\":[{\"blob\":\"QUJD\"}]}",
        scan(
            "{\"a\": \"b\\\"\", \"blob\" : \"" + base64 + "\", \"c\":[{\"blob\":\"QUJD\"}]}",
            piece));
    assertArrayEquals(much, bytes.toByteArray());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '\u0001',
      value = {
        "{\"blob\":\"\"}; ",
        "{\"blob\":\"QQ==\"};A",
        "{\"blob\":\"Pz8\\/\"};???",
        "{\"blob\":null}; ",
        "{\"blob\":[\"QQ==\"]}; ",
        "{\"x\":{\"blob\":\"QQ==\"}}; ",
        "[\"blob\",\"QQ==\"]; ",
        "{\"a\":\"blob\",\"b\":\"QQ==\"}; ",
        "{\"a\":\"blob\\\":\\\"QQ==\"}; ",
        "{\"bl\\u006fb\":\"QQ==\"}; ",
        "{\"blob\":\"QQ==\",\"b\":\"QQ==\"};A",
      })
  void only_the_member_of_the_object_itself_is_taken(String json, String wanted)
      throws IOException {
    scan(json, 1);
    assertEquals(wanted == null ? "" : wanted, blob());
  }

  @ParameterizedTest
  @ValueSource(strings = {"Q", "QQ=", "QQ==QQ==", "Q Q=", "QQ\\n==", "Q\\u0051==", "%%%%", "===="})
  void what_is_no_base64_is_refused(String base64) {
    AwsException refused =
        assertThrows(AwsException.class, () -> scan("{\"blob\":\"" + base64 + "\"}", 1));
    assertEquals("SerializationException", refused.error().code());
  }

  @Test
  void what_is_left_has_a_limit() throws IOException {
    String head = "{\"a\":\"";
    scan(head + "x".repeat(MOST_LEFT - head.length()), 100);
    AwsException refused =
        assertThrows(
            AwsException.class, () -> scan(head + "x".repeat(MOST_LEFT - head.length() + 1), 100));
    assertEquals("RequestEntityTooLarge", refused.error().code());
  }
}
