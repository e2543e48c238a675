package io.entrepot.server.netty;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.entrepot.server.http.Request;
import io.entrepot.server.http.Response;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is not one request and nothing else is refused, and the connection ends with it. */
final class RefusalTest {
  private static final String END = "\r\n\r\n";

  @org.jspecify.annotations.Nullable private static TestServer started;

  @BeforeAll
  static void start() throws Exception {
    TestServer.Blocking handler = RefusalTest::target;
    started = new TestServer(TestServer.settings(TransportLimits.usual()), handler);
  }

  @AfterAll
  static void stop() {
    server().close();
  }

  private static TestServer server() {
    if (started == null) {
      throw new IllegalStateException("no server");
    }
    return started;
  }

  private static Response target(Request request) {
    String shown = request.target() + "|" + request.path() + "|" + request.query().all("q");
    return TestServer.text(200, shown + "|" + request.headers().all("x-a"));
  }

  private static RawClient.Answer refusal(int status, String request) throws Exception {
    server().refused.clear();
    try (RawClient client = server().client()) {
      RawClient.Answer answer = client.send(request).answer();
      assertEquals(status, answer.status(), request);
      assertEquals("application/json", answer.header("Content-Type"));
      assertTrue(
          answer.text().startsWith("{\"errors\":[{\"code\":\"UNSUPPORTED\",\"message\":\""),
          answer.text());
      assertEquals("close", answer.header("Connection"));
      assertTrue(client.isClosed());
      assertEquals(status, server().refused.poll(20, TimeUnit.SECONDS));
      return answer;
    }
  }

  private static RawClient.Answer accepted(String request) throws Exception {
    try (RawClient client = server().client()) {
      RawClient.Answer answer = client.send(request).answer();
      assertEquals(200, answer.status(), request);
      return answer;
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Content-Length: 3\r\nTransfer-Encoding: chunked",
        "Transfer-Encoding: chunked\r\nContent-Length: 3",
        "Content-Length: 3\r\nContent-Length: 3",
        "Content-Length: 3\r\nContent-Length: 4",
        "Content-Length: 3, 3",
        "Content-Length: +3",
        "Content-Length: -3",
        "Content-Length: 0x3",
        "Content-Length:",
        "Content-Length: 9999999999999999999",
        "X-A: b\r\n folded",
        "X-A: b\r\n\tfolded",
        " X-A: b",
        "X-A : b",
        "X A: b",
        ": b",
        "X-A: b\nX-B: c",
        "X-A: b\rX-B: c",
        "X-A: \u0000",
        "Host: b",
      })
  void aHeadThatCouldBeReadInTwoWays(String fields) throws Exception {
    refusal(400, "PUT / HTTP/1.1\r\nHost: a\r\n" + fields + END);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "GET / HTTP/1.1\r\nX: y",
        "GET  / HTTP/1.1\r\nHost: a",
        "GET / x HTTP/1.1\r\nHost: a",
        "GET /\u0001 HTTP/1.1\r\nHost: a",
        "GET /\u00e9 HTTP/1.1\r\nHost: a",
        "GET a HTTP/1.1\r\nHost: a",
        "GET ftp://a/ HTTP/1.1\r\nHost: a",
        "GET / HTTP/1.1 \r\nHost: a",
        "GET / http/1.1\r\nHost: a",
        "GET /\r\nHost: a",
        " GET / HTTP/1.1\r\nHost: a",
        "\u0016\u0003\u0001\u0002\u0000",
        "POST / HTTP/1.0\r\nTransfer-Encoding: chunked",
      })
  void whatIsNoRequest(String head) throws Exception {
    refusal(400, head + END);
  }

  @Test
  void codingsVersionsAndExpectationsThatNobodyKnows() throws Exception {
    refusal(501, "PUT / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: gzip, chunked" + END);
    refusal(501, "PUT / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: identity" + END);
    refusal(
        501,
        "PUT / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\nTransfer-Encoding: chunked"
            + END);
    refusal(505, "GET / HTTP/2.0\r\nHost: a" + END);
    refusal(505, "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n");
    refusal(417, "PUT / HTTP/1.1\r\nHost: a\r\nExpect: tea" + END);
  }

  @Test
  void methodsThatNoRouteKnows() throws Exception {
    for (String method : new String[] {"OPTIONS", "TRACE", "CONNECT"}) {
      RawClient.Answer answer = refusal(405, method + " / HTTP/1.1\r\nHost: a" + END);
      assertEquals("GET, HEAD, POST, PUT, PATCH, DELETE", answer.header("Allow"));
    }
    refusal(501, "get / HTTP/1.1\r\nHost: a" + END);
    refusal(501, "BREW / HTTP/1.1\r\nHost: a" + END);
  }

  @Test
  void aTargetAtItsLimitAndOnePast() throws Exception {
    String target = "/" + "t".repeat(TransportLimits.TARGET_BYTES - 1);
    accepted("GET " + target + " HTTP/1.1\r\nHost: a" + END);
    refusal(414, "GET " + target + "t HTTP/1.1\r\nHost: a" + END);
    refusal(414, "GET " + target + "t".repeat(2 * TransportLimits.HEAD_BYTES));
  }

  @Test
  void aHeadAtItsLimitAndOnePast() throws Exception {
    String start = "GET / HTTP/1.1\r\nHost: a\r\nX-A: ";
    String value = "v".repeat(TransportLimits.HEAD_BYTES - start.length() - END.length());
    RawClient.Answer answer = accepted(start + value + END);
    assertEquals("/|/|[]|[" + value + "]", answer.text());
    refusal(431, start + value + "v" + END);
  }

  @Test
  void asManyFieldsAsTheLimitAndOneMore() throws Exception {
    String fields = "X-A: b\r\n".repeat(TransportLimits.HEADER_FIELDS - 1);
    accepted("GET / HTTP/1.1\r\nHost: a\r\n" + fields + "\r\n");
    refusal(431, "GET / HTTP/1.1\r\nHost: a\r\nX-A: b\r\n" + fields + "\r\n");
  }

  @Test
  void butAnAbsoluteTargetIsReadAsItsPath() throws Exception {
    String expected = "/v2/?q=a%2Bb&q=c+d&q=%zz|/v2/|[a+b, c+d, %zz]|[]";
    String query = "/v2/?q=a%2Bb&q=c+d&q=%zz HTTP/1.1\r\nHost: a";
    assertEquals(expected, accepted("GET " + query + END).text());
    assertEquals(expected, accepted("GET http://other:1" + query + END).text());
    assertEquals("/?q=1|/|[1]|[]", accepted("GET HTTPS://o?q=1 HTTP/1.1\r\nHost: a" + END).text());
    assertEquals("/|/|[]|[]", accepted("GET http://o HTTP/1.1\r\nHost: a" + END).text());
  }

  @Test
  void andAClientsOwnIdIsTakenIfItIsPlain() throws Exception {
    String head = "GET / HTTP/1.1\r\nHost: a\r\nX-Request-Id: ";
    String longest = "i".repeat(TransportLimits.REQUEST_ID_CHARS);
    assertEquals(longest, accepted(head + longest + END).header("X-Request-Id"));
    assertEquals("a-B_9.c", accepted(head + "a-B_9.c" + END).header("X-Request-Id"));
    for (String bad : new String[] {longest + "i", "a b", "a\"", ""}) {
      String id = accepted(head + bad + END).header("X-Request-Id");
      assertTrue(id.matches("[0-9a-f]{16}"), id);
    }
  }
}
