package io.entrepot.server.observe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.entrepot.server.http.Method;
import io.entrepot.server.http.TestRequest;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

final class AccessLogTest {
  private static final String HOSTILE = "curl \"x\"\r\n1.2.3.4 - - forged \u001b[31m\\ \u00e9";

  @Test
  void aTextLineHoldsWhoWhatHowMuchHowLongAndTheRequestId() {
    assertEquals(
        "192.0.2.7 - - [2026-11-21T10:00:00.007Z] \"GET /v2/a/manifests/latest\" 200 1234 56"
            + " 12.345ms id-1 \"docker/20.10\"\n",
        format(false, line("docker/20.10")));
  }

  @Test
  void aJsonLineHoldsTheSame() {
    JsonNode json = JsonMapper.shared().readTree(format(true, line("docker/20.10")));
    assertEquals("2026-11-21T10:00:00.007Z", json.get("time").asString());
    assertEquals("192.0.2.7", json.get("remote").asString());
    assertEquals("GET", json.get("method").asString());
    assertEquals("/v2/a/manifests/latest", json.get("path").asString());
    assertEquals(200, json.get("status").asInt());
    assertEquals(1234, json.get("sent").asInt());
    assertEquals(56, json.get("received").asInt());
    assertEquals(12.345, json.get("milliseconds").asDouble());
    assertEquals("id-1", json.get("request_id").asString());
    assertEquals("docker/20.10", json.get("user_agent").asString());
  }

  @Test
  void aLongPathAndUserAgentAreCut() {
    String path = "/" + "p".repeat(AccessLine.PATH_CHARS - 1);
    String agent = "u".repeat(AccessLine.USER_AGENT_CHARS);
    for (String more : new String[] {"", "x"}) {
      TestRequest request = TestRequest.get(path + more).with("User-Agent", agent + more);
      AccessLine line = AccessLine.of(request, 200, 0, 0, 0);
      assertEquals(path, line.path());
      assertEquals(agent, line.userAgent());
    }
  }

  @Test
  void whatClientsSendCannotForgeALineOrAField() {
    String text = format(false, line(HOSTILE));
    assertEquals(1, text.lines().count());
    assertTrue(text.chars().allMatch(c -> c == '\n' || (c >= ' ' && c <= '~')), text);
    assertTrue(text.contains("\"curl \\\"x\\\"\\u000d\\u000a1.2.3.4"), text);
    JsonNode json = JsonMapper.shared().readTree(format(true, line(HOSTILE)));
    assertEquals(HOSTILE, json.get("user_agent").asString());
  }

  @Test
  void everyLineIsWrittenByTheTimeTheLogIsClosed() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    AccessLog log = new AccessLog(out, false);
    for (int i = 0; i < 1000; i++) {
      log.write(line("agent-" + i));
    }
    log.close();
    String text = out.toString(StandardCharsets.US_ASCII);
    assertEquals(1000, text.lines().count());
    assertTrue(text.endsWith("\"agent-999\"\n"));
    assertEquals(0, log.dropped());
  }

  @Test
  @Timeout(30)
  void aStuckReaderCostsCountedLinesAndNobodyWaits() throws InterruptedException {
    StuckStream out = new StuckStream();
    AccessLog log = new AccessLog(out, false);
    log.write(line("first"));
    assertTrue(out.reached.await(10, TimeUnit.SECONDS));
    for (int i = 0; i < AccessLog.CAPACITY; i++) {
      log.write(line("held"));
    }
    assertEquals(0, log.dropped());
    log.write(line("one too many"));
    assertEquals(1, log.dropped());
    out.released.countDown();
    log.close();
    assertFalse(out.written.toString(StandardCharsets.US_ASCII).contains("one too many"));
    assertEquals(
        AccessLog.CAPACITY + 1, out.written.toString(StandardCharsets.US_ASCII).lines().count());
  }

  private static String format(boolean json, AccessLine line) {
    StringBuilder out = new StringBuilder();
    new AccessFormat(json).append(line, out);
    return out.toString();
  }

  private static AccessLine line(String userAgent) {
    try {
      InetAddress address = InetAddress.getByAddress(new byte[] {(byte) 192, 0, 2, 7});
      return new AccessLine(
          1_795_255_200_007L,
          new InetSocketAddress(address, 40_000),
          Method.GET,
          "/v2/a/manifests/latest",
          200,
          1234,
          56,
          Duration.ofNanos(12_345_678).toNanos(),
          "id-1",
          userAgent);
    } catch (UnknownHostException e) {
      throw new AssertionError(e);
    }
  }

  /** Blocks its first write until it is released. */
  private static final class StuckStream extends OutputStream {
    private final CountDownLatch reached = new CountDownLatch(1);
    private final CountDownLatch released = new CountDownLatch(1);
    private final ByteArrayOutputStream written = new ByteArrayOutputStream();

    @Override
    public void write(int b) {
      write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) {
      reached.countDown();
      try {
        released.await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
      written.write(bytes, offset, length);
    }
  }
}
