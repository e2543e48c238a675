package io.entrepot.server.netty;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The parser of request heads, against heads cut short and heads gone wrong. */
final class Http1HeadParserTest {
  private static final TransportLimits LIMITS = TransportLimits.usual();
  private static final String[] HEADS = {
    "GET /v2/a/manifests/latest HTTP/1.1\r\nHost: h\r\nAccept: */*\r\n\r\n",
    "PUT /v2/a/blobs/uploads/1?digest=sha256:0 HTTP/1.1\r\nhost:h\r\nContent-Length: 12\r\n\r\n",
    "PATCH http://h/v2/ HTTP/1.1\r\nHOST: h\r\ntransfer-encoding: Chunked\r\nX: \t \r\n\r\n",
    "HEAD / HTTP/1.0\r\nConnection: Keep-Alive, x\r\n\r\n",
  };

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }

  @Test
  void aHeadIsFoundWhenItsLastByteIsThereAndNotBefore() throws Exception {
    for (String text : HEADS) {
      byte[] head = bytes(text);
      for (int length = 0; length < head.length; length++) {
        assertTrue(
            Http1HeadParser.parse(head, length, LIMITS).isEmpty(), text + " cut at " + length);
      }
      byte[] more = Arrays.copyOf(head, head.length + 3);
      Optional<Http1Head> found = Http1HeadParser.parse(more, more.length, LIMITS);
      assertEquals(head.length, found.orElseThrow().bytes().length);
    }
  }

  @Test
  void whateverComesIsAHeadOrIncompleteOrRefused() {
    Random random = new Random(20261121);
    int refused = 0;
    int found = 0;
    for (int i = 0; i < 200_000; i++) {
      byte[] head = bytes(HEADS[random.nextInt(HEADS.length)]);
      for (int changes = random.nextInt(3); changes >= 0; changes--) {
        head[random.nextInt(head.length)] = (byte) random.nextInt(256);
      }
      try {
        found += Http1HeadParser.parse(head, head.length, LIMITS).isPresent() ? 1 : 0;
      } catch (RefusedRequestException e) {
        assertTrue(e.status() >= 400 && e.status() <= 505, e.reason());
        refused++;
      }
    }
    assertTrue(refused > 10_000 && found > 10_000, refused + " refused, " + found + " found");
  }
}
