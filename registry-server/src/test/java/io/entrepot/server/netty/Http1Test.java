package io.entrepot.server.netty;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.entrepot.server.http.Request;
import io.entrepot.server.http.Response;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
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
}
