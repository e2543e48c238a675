package io.entrepot.server.netty;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.entrepot.server.http.Request;
import io.entrepot.server.http.Response;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What clients of HTTP/2 may rely on. */
final class Http2Test {
  @TempDir static Path directory;
  private static TlsServers tls = new TlsServers(new TlsSettings(Path.of(""), Path.of("")));
  private final CountDownLatch held = new CountDownLatch(1);
  private final CountDownLatch release = new CountDownLatch(1);

  @BeforeAll
  static void makeCertificate() throws Exception {
    tls = TlsServers.in(directory);
  }

  private Response answer(Request request) {
    try {
      if (request.path().equals("/held")) {
        held.countDown();
        release.await();
      }
      if (request.path().equals("/refused")) {
        return TestServer.text(413, "no");
      }
      int length = request.body().readAll(64 * 1024 * 1024).length;
      String seen = request.method() + " " + request.target() + " " + length;
      return TestServer.text(200, seen + " " + request.headers().all("X-A"))
          .withHeader("X-Mixed-Case", "kept");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private TestServer server() throws IOException {
    TestServer.Blocking handler = this::answer;
    return new TestServer(tls.listen(TransportLimits.usual()), handler);
  }

  private static HttpResponse<String> send(HttpClient client, HttpRequest.Builder request)
      throws Exception {
    return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  @Test
  void manyRequestsRunAtOnce() throws Exception {
    try (TestServer server = server();
        HttpClient client = tls.client(HttpClient.Version.HTTP_2)) {
      List<CompletableFuture<HttpResponse<String>>> answers = new ArrayList<>();
      send(client, HttpRequest.newBuilder(server.uri("/first")));
      for (int i = 0; i < 50; i++) {
        HttpRequest request =
            HttpRequest.newBuilder(server.uri("/held?n=" + i))
                .header("X-A", "b")
                .PUT(BodyPublishers.ofByteArray(new byte[i]))
                .build();
        answers.add(client.sendAsync(request, HttpResponse.BodyHandlers.ofString()));
      }
      assertEquals(
          "GET /quick 0 []", send(client, HttpRequest.newBuilder(server.uri("/quick"))).body());
      assertEquals(1, server.server.connections());
      release.countDown();
      for (int i = 0; i < 50; i++) {
        HttpResponse<String> response = answers.get(i).get(20, TimeUnit.SECONDS);
        assertEquals(HttpClient.Version.HTTP_2, response.version());
        assertEquals("PUT /held?n=" + i + " " + i + " [b]", response.body());
        assertEquals("kept", response.headers().firstValue("x-mixed-case").orElse(""));
        assertTrue(response.headers().firstValue("x-request-id").isPresent());
        assertTrue(response.headers().firstValue("date").isPresent());
      }
    }
  }

  @Test
  void aHeadStatesTheLengthOfAGet() throws Exception {
    try (TestServer server = server();
        HttpClient client = tls.client(HttpClient.Version.HTTP_2)) {
      HttpResponse<String> head = send(client, HttpRequest.newBuilder(server.uri("/a")).HEAD());
      assertEquals("12", head.headers().firstValue("content-length").orElse(""));
      assertEquals("", head.body());
    }
  }

  /** Which stream fills the connection's window first differs from run to run. */
  @RepeatedTest(10)
  void aStreamThatNobodyReadsDoesNotHoldUpTheOthers() throws Exception {
    try (TestServer server = server();
        HttpClient client = tls.client(HttpClient.Version.HTTP_2)) {
      send(client, HttpRequest.newBuilder(server.uri("/first")));
      HttpRequest stuck =
          HttpRequest.newBuilder(server.uri("/held"))
              .PUT(BodyPublishers.ofByteArray(new byte[16 * 1024 * 1024]))
              .build();
      var answer = client.sendAsync(stuck, HttpResponse.BodyHandlers.ofString());
      HttpRequest.Builder upload =
          HttpRequest.newBuilder(server.uri("/up"))
              .PUT(BodyPublishers.ofByteArray(new byte[32 * 1024 * 1024]));
      assertEquals("PUT /up 33554432 []", send(client, upload).body());
      release.countDown();
      assertEquals("PUT /held 16777216 []", answer.get(20, TimeUnit.SECONDS).body());
    }
  }

  @Test
  void anEarlyAnswerEndsAnUpload() throws Exception {
    try (TestServer server = server();
        HttpClient client = tls.client(HttpClient.Version.HTTP_2)) {
      HttpRequest.Builder upload =
          HttpRequest.newBuilder(server.uri("/refused"))
              .PUT(BodyPublishers.ofInputStream(Http2Test::endless));
      assertEquals(413, send(client, upload).statusCode());
      assertEquals(200, send(client, HttpRequest.newBuilder(server.uri("/next"))).statusCode());
    }
  }

  private static InputStream endless() {
    return new InputStream() {
      @Override
      public int read() {
        return 'x';
      }

      @Override
      public int read(byte[] bytes, int offset, int length) {
        return length;
      }
    };
  }

  @Test
  void methodsAndHeadsBeyondTheLimitsAreRefused() throws Exception {
    try (TestServer server = server();
        HttpClient client = tls.client(HttpClient.Version.HTTP_2)) {
      HttpRequest.Builder brew =
          HttpRequest.newBuilder(server.uri("/")).method("BREW", BodyPublishers.noBody());
      assertEquals(501, send(client, brew).statusCode());
      HttpRequest.Builder options =
          HttpRequest.newBuilder(server.uri("/")).method("OPTIONS", BodyPublishers.noBody());
      assertEquals(405, send(client, options).statusCode());
      String path = "/" + "p".repeat(TransportLimits.TARGET_BYTES - 1);
      assertEquals(200, send(client, HttpRequest.newBuilder(server.uri(path))).statusCode());
      assertEquals(414, send(client, HttpRequest.newBuilder(server.uri(path + "p"))).statusCode());
      HttpRequest.Builder large =
          HttpRequest.newBuilder(server.uri("/")).header("X-A", "v".repeat(17 * 1024));
      assertEquals(431, send(client, large).statusCode());
    }
  }

  @Test
  void stoppingLetsRunningStreamsEnd() throws Exception {
    try (TestServer server = server();
        HttpClient client = tls.client(HttpClient.Version.HTTP_2)) {
      send(client, HttpRequest.newBuilder(server.uri("/first")));
      HttpRequest request = HttpRequest.newBuilder(server.uri("/held")).build();
      var answer = client.sendAsync(request, HttpResponse.BodyHandlers.ofString());
      assertTrue(held.await(20, TimeUnit.SECONDS));
      CompletableFuture<Boolean> stopped = CompletableFuture.supplyAsync(() -> stop(server));
      release.countDown();
      assertEquals(200, answer.get(20, TimeUnit.SECONDS).statusCode());
      assertTrue(stopped.get(20, TimeUnit.SECONDS));
    }
  }

  private static boolean stop(TestServer server) {
    try {
      return server.server.stop(Duration.ofSeconds(15));
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
