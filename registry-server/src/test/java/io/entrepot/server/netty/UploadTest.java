package io.entrepot.server.netty;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.entrepot.server.http.BodyInterruptedException;
import io.entrepot.server.http.BodyTooLargeException;
import io.entrepot.server.http.Request;
import io.entrepot.server.http.Response;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Bodies arrive whole, hold their sender back, and end well or ill. */
final class UploadTest {
  private static final int LARGE = 64 * 1024 * 1024;
  private static final String HEAD = " /up HTTP/1.1\r\nHost: a\r\n";

  @TempDir static Path directory;
  private static TlsServers tls = new TlsServers(new TlsSettings(Path.of(""), Path.of("")));

  private final AtomicLong received = new AtomicLong();
  private final AtomicInteger largestBatch = new AtomicInteger();
  private final CompletableFuture<String> ending = new CompletableFuture<>();

  @BeforeAll
  static void makeCertificate() throws Exception {
    tls = TlsServers.in(directory);
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Answers with the body's digest, or with what went wrong. */
  private Response digest(Request request) {
    MessageDigest digest = sha256();
    try {
      request
          .body()
          .drainTo(chunks -> {
            int batch = 0;
            for (ByteBuffer chunk : chunks) {
              assertTrue(chunk.isDirect());
              batch += chunk.remaining();
              digest.update(chunk);
            }
            largestBatch.accumulateAndGet(batch, Math::max);
            received.addAndGet(batch);
          });
      ending.complete("whole");
      return TestServer.text(201, HexFormat.of().formatHex(digest.digest()));
    } catch (BodyInterruptedException e) {
      ending.complete("interrupted: " + e.getMessage());
      return TestServer.text(400, "interrupted");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static byte[] bytes(int length) {
    byte[] bytes = new byte[length];
    new Random(7).nextBytes(bytes);
    return bytes;
  }

  private static void assertArrives(
      TestServer server, HttpClient.Version version, HttpRequest.BodyPublisher body)
      throws Exception {
    try (HttpClient client = tls.client(version)) {
      HttpRequest request = HttpRequest.newBuilder(server.uri("/up")).PUT(body).build();
      HttpResponse<String> response = client.send(request, HttpResponse.BodyHandlers.ofString());
      assertEquals(201, response.statusCode());
      assertEquals(version, response.version());
      assertEquals(HexFormat.of().formatHex(sha256().digest(bytes(LARGE))), response.body());
    }
  }

  @Test
  void ofADeclaredLengthAndInChunksOnEveryWay() throws Exception {
    byte[] bytes = bytes(LARGE);
    var declared = HttpRequest.BodyPublishers.ofByteArray(bytes);
    var chunked =
        HttpRequest.BodyPublishers.ofInputStream(() -> new java.io.ByteArrayInputStream(bytes));
    try (TestServer plain = new TestServer(this::digest)) {
      assertArrives(plain, HttpClient.Version.HTTP_1_1, declared);
      assertArrives(plain, HttpClient.Version.HTTP_1_1, chunked);
    }
    TestServer.Blocking handler = this::digest;
    try (TestServer secure = new TestServer(tls.listen(TransportLimits.usual()), handler)) {
      assertArrives(secure, HttpClient.Version.HTTP_1_1, declared);
      assertArrives(secure, HttpClient.Version.HTTP_2, declared);
      assertArrives(secure, HttpClient.Version.HTTP_2, chunked);
    }
    assertTrue(largestBatch.get() > 64 * 1024, "batches grow: " + largestBatch);
  }

  @Test
  void chunksExtensionsAndTrailersMayComeInAnyPieces() throws Exception {
    String body = "5;name=value\r\nhello\r\n00006 \r\n world\r\n0\r\nTrailer: x\r\n\r\n";
    String request = "PUT" + HEAD + "Transfer-Encoding: chunked\r\n\r\n" + body;
    try (TestServer server = new TestServer(this::digest);
        RawClient client = server.client()) {
      client.send(request + request);
      for (int i = 0; i < request.length(); i++) {
        client.send(request.substring(i, i + 1));
      }
      String expected =
          HexFormat.of().formatHex(sha256().digest("hello world".getBytes(StandardCharsets.UTF_8)));
      for (int i = 0; i < 3; i++) {
        assertEquals(expected, client.answer().text());
      }
    }
  }

  @Test
  void aSenderIsHeldBackWhileNobodyReads() throws Exception {
    CountDownLatch read = new CountDownLatch(1);
    TestServer.Blocking handler =
        request -> {
          try {
            read.await();
          } catch (InterruptedException e) {
            throw new IllegalStateException(e);
          }
          return digest(request);
        };
    try (TestServer server = new TestServer(handler);
        RawClient client = server.client()) {
      AtomicInteger sent = new AtomicInteger();
      int piece = 64 * 1024;
      int whole = 4 * LARGE;
      Thread sender =
          Thread.startVirtualThread(() -> {
            try {
              client.send("PUT" + HEAD + "Content-Length: " + whole + "\r\n\r\n");
              for (byte[] bytes = new byte[piece]; sent.get() < whole; ) {
                client.send(bytes);
                sent.addAndGet(piece);
              }
            } catch (IOException e) {
              throw new UncheckedIOException(e);
            }
          });
      AtomicInteger before = new AtomicInteger(-1);
      await()
          .pollInterval(Duration.ofMillis(300))
          .atMost(TestServer.PATIENCE)
          .until(() -> before.getAndSet(sent.get()) == sent.get());
      assertTrue(sent.get() < LARGE, "only the kernel's buffers fill: " + sent);
      read.countDown();
      assertEquals(201, client.answer().status());
      sender.join();
      assertEquals(whole, received.get());
    }
  }

  @Test
  void anHttp2SenderIsHeldBackByItsWindowWhileNobodyReads() throws Exception {
    CompletableFuture<Void> read = new CompletableFuture<>();
    TestServer.Blocking handler =
        request -> {
          read.join();
          return digest(request);
        };
    AtomicInteger pulled = new AtomicInteger();
    byte[] piece = new byte[16 * 1024];
    int whole = LARGE / piece.length;
    Iterable<byte[]> pieces =
        () ->
            Stream.generate(() -> piece)
                .limit(whole)
                .peek(p -> pulled.getAndIncrement())
                .iterator();
    try (TestServer server = new TestServer(tls.listen(TransportLimits.usual()), handler);
        HttpClient client = tls.client(HttpClient.Version.HTTP_2)) {
      HttpRequest request =
          HttpRequest.newBuilder(server.uri("/up"))
              .PUT(HttpRequest.BodyPublishers.ofByteArrays(pieces))
              .build();
      var answer = client.sendAsync(request, HttpResponse.BodyHandlers.ofString());
      AtomicInteger before = new AtomicInteger();
      await()
          .pollInterval(Duration.ofMillis(300))
          .atMost(TestServer.PATIENCE)
          .until(() -> pulled.get() > 0 && before.getAndSet(pulled.get()) == pulled.get());
      int waiting = pulled.get() * piece.length;
      assertTrue(waiting < 4 * TransportLimits.WINDOW_BYTES, "under way: " + waiting);
      read.complete(null);
      assertEquals(201, answer.get(60, TimeUnit.SECONDS).statusCode());
      assertEquals(LARGE, received.get());
    }
  }

  @Test
  void aBodyShorterThanDeclaredIsInterrupted() throws Exception {
    try (TestServer server = new TestServer(this::digest)) {
      try (RawClient client = server.client()) {
        client.send("PUT" + HEAD + "Content-Length: 10\r\n\r\nshort");
        await().until(() -> received.get() == 5);
      }
      assertTrue(ending.get(20, TimeUnit.SECONDS).startsWith("interrupted"));
      assertEquals(new TestServer.Told("/up", 400, 0, 5), server.told.poll(20, TimeUnit.SECONDS));
    }
  }

  @Test
  void aStalledBodyIsInterruptedAndItsConnectionEnds() throws Exception {
    TransportLimits limits = TestServer.limits(Duration.ofMillis(300));
    TestServer.Blocking handler = this::digest;
    try (TestServer server = new TestServer(TestServer.settings(limits), handler);
        RawClient client = server.client()) {
      client.send("PUT" + HEAD + "Content-Length: 10\r\n\r\nshort");
      assertEquals(400, client.answer().status());
      assertTrue(client.isClosed());
      assertTrue(ending.get(20, TimeUnit.SECONDS).startsWith("interrupted"));
    }
  }

  @Test
  void aMalformedChunkInterruptsTheBody() throws Exception {
    for (String chunk :
        new String[] {"x\r\n", "-1\r\n", "5\nhello", "5\r\nhello!", "0x5\r\nhello"}) {
      try (TestServer server = new TestServer(this::digest);
          RawClient client = server.client()) {
        client.send("PUT" + HEAD + "Transfer-Encoding: chunked\r\n\r\n" + chunk);
        RawClient.Answer answer = client.answer();
        assertEquals(400, answer.status(), chunk);
        assertEquals("close", answer.header("Connection"));
        assertTrue(client.isClosed());
      }
    }
  }

  @Test
  void anEarlyAnswerReachesASenderWhoseBodyIsTooLargeToDrop() throws Exception {
    try (TestServer server = new TestServer(request -> TestServer.text(413, "too large"));
        RawClient client = server.client()) {
      client.send("PUT" + HEAD + "Content-Length: " + LARGE + "\r\n\r\n");
      client.send(new byte[LARGE / 8]);
      RawClient.Answer answer = client.answer();
      assertEquals(413, answer.status());
      assertEquals("too large", answer.text());
      assertEquals("close", answer.header("Connection"));
      assertTrue(client.isClosed());
    }
  }

  @Test
  void aSmallUnreadBodyDoesNotCostTheConnection() throws Exception {
    try (TestServer server = new TestServer(request -> TestServer.text(404, "no"));
        RawClient client = server.client()) {
      for (int length : new int[] {1, TransportLimits.DISCARD_BYTES}) {
        client.send("PUT" + HEAD + "Content-Length: " + length + "\r\n\r\n");
        RawClient.Answer answer = client.answer();
        assertEquals("", answer.header("Connection"));
        client.send(new byte[length]);
      }
      client.send(
          "PUT" + HEAD + "Content-Length: " + (TransportLimits.DISCARD_BYTES + 1) + "\r\n\r\n");
      assertEquals("close", client.answer().header("Connection"));
    }
  }

  @Test
  void aSenderThatAsksFirstIsToldToGoOnWhenTheBodyIsRead() throws Exception {
    try (TestServer server = new TestServer(this::digest);
        RawClient client = server.client()) {
      client.send("PUT" + HEAD + "Content-Length: 5\r\nExpect: 100-continue\r\n\r\n");
      assertEquals(100, client.answer(false).status());
      client.send("hello");
      assertEquals(201, client.answer().status());
    }
  }

  @Test
  void aSenderThatAsksFirstMayBeRefusedAtOnce() throws Exception {
    try (TestServer server = new TestServer(request -> TestServer.text(404, "no"));
        RawClient client = server.client()) {
      client.send("PUT" + HEAD + "Content-Length: 5\r\nExpect: 100-continue\r\n\r\n");
      assertEquals(404, client.answer().status());
      assertTrue(client.isClosed());
    }
  }

  @Test
  void aBodyIsReadWholeUpToItsLimitAndNotOnePast() throws Exception {
    TestServer.Blocking handler =
        request -> {
          try {
            return TestServer.text(200, "" + request.body().readAll(1000).length);
          } catch (BodyTooLargeException e) {
            return TestServer.text(413, "" + e.limit());
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        };
    byte[] atLimit = new byte[1000];
    try (TestServer server = new TestServer(handler);
        RawClient client = server.client()) {
      client.send("PUT" + HEAD + "Content-Length: 1000\r\n\r\n").send(atLimit);
      assertEquals("1000", client.answer().text());
      client.send("PUT" + HEAD + "Transfer-Encoding: chunked\r\n\r\n3e8\r\n").send(atLimit);
      assertEquals("1000", client.send("\r\n0\r\n\r\n").answer().text());
      client.send("PUT" + HEAD + "Content-Length: 1001\r\n\r\n").send(atLimit).send("x");
      assertEquals(413, client.answer().status());
      client.send("PUT" + HEAD + "Transfer-Encoding: chunked\r\n\r\n3e9\r\n").send(atLimit);
      assertEquals(413, client.send("x\r\n0\r\n\r\n").answer().status());
    }
  }
}
