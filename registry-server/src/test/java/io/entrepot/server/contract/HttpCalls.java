package io.entrepot.server.contract;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Requests to one server. */
final class HttpCalls {
  private static final HttpClient CLIENT =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final InetSocketAddress server;
  private final List<String> always;

  HttpCalls(InetSocketAddress server) {
    this(server, List.of());
  }

  private HttpCalls(InetSocketAddress server, List<String> always) {
    this.server = server;
    this.always = always;
  }

  /** The same, with these header fields in each request. */
  HttpCalls with(String... headers) {
    return new HttpCalls(server, List.of(headers));
  }

  /**
   * Sends a request without a body.
   *
   * @param headers names and values in turn
   */
  Answer call(String method, String target, String... headers) {
    return send(method, target, BodyPublishers.noBody(), headers);
  }

  /** Sends a body of declared length. */
  Answer call(String method, String target, byte[] body, String... headers) {
    return send(method, target, BodyPublishers.ofByteArray(body), headers);
  }

  /** Sends a body in chunks, without its length. */
  Answer callChunked(String method, String target, byte[] body, String... headers) {
    return send(
        method,
        target,
        BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(body)),
        headers);
  }

  private Answer send(String method, String target, BodyPublisher body, String... headers) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.getPort() + target))
            .timeout(PATIENCE)
            .method(method, body);
    List<String> all = new ArrayList<>(always);
    all.addAll(List.of(headers));
    if (!all.isEmpty()) {
      request.headers(all.toArray(String[]::new));
    }
    try {
      HttpResponse<byte[]> response = CLIENT.send(request.build(), BodyHandlers.ofByteArray());
      return new Answer(response.statusCode(), response.headers().map(), response.body());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /**
   * Sends bytes as they are and returns the head of the answer, while the request stays unended.
   */
  String headOfAnswerTo(String request) throws IOException {
    try (Socket socket = new Socket(server.getAddress(), server.getPort())) {
      socket.setSoTimeout((int) PATIENCE.toMillis());
      socket.getOutputStream().write(request.getBytes(ISO_8859_1));
      StringBuilder head = new StringBuilder();
      int next = socket.getInputStream().read();
      while (next >= 0 && head.indexOf("\r\n\r\n") < 0) {
        head.append((char) next);
        next = socket.getInputStream().read();
      }
      return head.toString();
    }
  }

  /**
   * Sends these bytes over a connection of their own, ends its half, and reads until the server
   * ends the other.
   */
  String raw(String request) throws IOException {
    try (Socket socket = new Socket(server.getAddress(), server.getPort())) {
      socket.setSoTimeout((int) PATIENCE.toMillis());
      socket.getOutputStream().write(request.getBytes(ISO_8859_1));
      socket.shutdownOutput();
      try (InputStream answer = socket.getInputStream()) {
        return new String(answer.readAllBytes(), ISO_8859_1);
      }
    }
  }
}
