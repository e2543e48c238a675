package io.entrepot.server.netty;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.entrepot.server.http.Request;
import io.entrepot.server.http.RequestHandler;
import io.entrepot.server.http.Response;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** What clients of HTTP/1.1 may rely on. */
final class Http1Test {
  private static Response echo(Request request) {
    try {
      byte[] body = request.body().readAll(1 << 20);
      String text = new String(body, StandardCharsets.UTF_8);
      return TestServer.text(200, request.method() + " " + request.target() + " " + text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void requestsOfOneConnectionAreAnsweredInTurn() throws Exception {
    try (TestServer server = new TestServer(Http1Test::echo);
        RawClient client = server.client()) {
      StringBuilder all = new StringBuilder();
      for (int i = 0; i < 500; i++) {
        String body = "b".repeat(i % 7);
        all.append("PUT /" + i + " HTTP/1.1\r\nHost: a\r\nContent-Length: " + body.length());
        all.append("\r\n\r\n" + body);
      }
      client.send(all.toString());
      for (int i = 0; i < 500; i++) {
        assertEquals("PUT /" + i + " " + "b".repeat(i % 7), client.answer().text());
      }
    }
  }

  @Test
  void anAnswerHasALengthADateAndAnId() throws Exception {
    try (TestServer server = new TestServer(Http1Test::echo);
        RawClient client = server.client()) {
      RawClient.Answer answer = client.send("GET /a HTTP/1.1\r\nHost: a\r\n\r\n").answer();
      assertEquals("7", answer.header("Content-Length"));
      assertTrue(answer.header("Date").endsWith(" GMT"), answer.header("Date"));
      assertTrue(answer.header("X-Request-Id").matches("[0-9a-f]{16}"), answer.toString());
      assertEquals("", answer.header("Connection"));
    }
  }

  @Test
  void anOldClientKeepsItsConnectionIfItAsks() throws Exception {
    try (TestServer server = new TestServer(Http1Test::echo);
        RawClient client = server.client()) {
      client.send("HEAD /a HTTP/1.0\r\nConnection: Keep-Alive\r\n\r\n");
      RawClient.Answer head = client.answer(false);
      assertEquals("keep-alive", head.header("Connection"));
      assertEquals("8", head.header("Content-Length"));
      RawClient.Answer last = client.send("GET /a HTTP/1.0\r\n\r\n").answer();
      assertEquals("GET /a ", last.text());
      assertEquals("close", last.header("Connection"));
      assertTrue(client.isClosed());
    }
  }

  @Test
  void answersThatMayHaveNoBodyHaveNoLength() throws Exception {
    TestServer.Blocking handler =
        request -> TestServer.text(Integer.parseInt(request.path().substring(1)), "left out");
    try (TestServer server = new TestServer(handler);
        RawClient client = server.client()) {
      for (String status : new String[] {"204", "304"}) {
        RawClient.Answer answer =
            client.send("GET /" + status + " HTTP/1.1\r\nHost: a\r\n\r\n").answer(false);
        assertEquals(status, "" + answer.status());
        assertEquals("", answer.header("Content-Length"));
      }
      client.send("GET /200 HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
      assertEquals("left out", client.answer().text());
      assertTrue(client.isClosed());
    }
  }

  @Test
  void aHeaderCannotBeginAnother() throws Exception {
    TestServer.Blocking handler =
        request -> TestServer.text(200, "").withHeader("X-A", "b\r\nX-B: c\u010a\u00e9");
    try (TestServer server = new TestServer(handler);
        RawClient client = server.client()) {
      RawClient.Answer answer = client.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n").answer();
      assertEquals("b??X-B: c?\u00e9", answer.header("X-A"));
      assertEquals("", answer.header("X-B"));
    }
  }

  @Test
  void anAnswerAtOnceAndOneInMemoryOfAnySizeArriveWhole() throws Exception {
    RequestHandler handler =
        new RequestHandler() {
          @Override
          public Optional<Response> answerNow(Request request) {
            return Optional.of(
                TestServer.text(200, "x".repeat(Integer.parseInt(request.path().substring(1)))));
          }

          @Override
          public Response handle(Request request) {
            throw new IllegalStateException("it was answered at once");
          }
        };
    ListenSettings settings = TestServer.settings(TransportLimits.usual());
    try (TestServer server = new TestServer(settings, handler);
        RawClient client = server.client()) {
      int[] sizes = {
        0,
        1,
        TransportLimits.COALESCED_BYTES,
        TransportLimits.COALESCED_BYTES + 1,
        TransportLimits.CHUNK_BYTES + 1,
        4 * 1024 * 1024
      };
      for (int size : sizes) {
        client.send("GET /" + size + " HTTP/1.1\r\nHost: a\r\n\r\n");
      }
      for (int size : sizes) {
        assertEquals("x".repeat(size), client.answer().text());
        assertEquals(
            new TestServer.Told("/" + size, 200, size, 0), server.told.poll(20, TimeUnit.SECONDS));
      }
    }
  }
}
