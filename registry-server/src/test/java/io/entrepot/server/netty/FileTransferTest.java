package io.entrepot.server.netty;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.entrepot.server.http.Request;
import io.entrepot.server.http.RequestHandler;
import io.entrepot.server.http.Response;
import io.entrepot.server.http.ResponseBody;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files arrive whole and exact on every way that they may take, and are closed. */
final class FileTransferTest {
  private static final int SIZE = 256 * 1024 * 1024;
  private static final int PAGE = 4096;

  @TempDir static Path directory;
  private static Path file = Path.of("");
  private static TlsServers tls = new TlsServers(new TlsSettings(file, file));

  private final ConcurrentLinkedQueue<FileChannel> opened = new ConcurrentLinkedQueue<>();

  /** Each page begins with its own place. */
  @BeforeAll
  static void makeFile() throws Exception {
    tls = TlsServers.in(directory);
    file = directory.resolve("blob");
    try (FileChannel channel =
        FileChannel.open(
            file,
            StandardOpenOption.CREATE_NEW,
            StandardOpenOption.READ,
            StandardOpenOption.WRITE)) {
      ByteBuffer map = channel.map(FileChannel.MapMode.READ_WRITE, 0, SIZE);
      for (int at = 0; at < SIZE; at += PAGE) {
        map.putInt(at, at + 1);
      }
    }
  }

  private Response part(Request request) {
    try {
      FileChannel channel = FileChannel.open(file, StandardOpenOption.READ);
      opened.add(channel);
      long from = request.query().first("from").map(Long::parseLong).orElse(0L);
      long length = request.query().first("length").map(Long::parseLong).orElse(SIZE - from);
      return new Response(200, List.of(), new ResponseBody.FilePart(channel, from, length));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private TestServer server(boolean secure) throws IOException {
    TransportLimits limits = TransportLimits.usual();
    TestServer.Blocking handler = this::part;
    return new TestServer(secure ? tls.listen(limits) : TestServer.settings(limits), handler);
  }

  private static RawClient secureClient(TestServer server) throws IOException {
    return new RawClient(
        tls.trust()
            .getSocketFactory()
            .createSocket(server.address().getAddress(), server.address().getPort()));
  }

  private static void assertExact(InputStream in) throws IOException {
    byte[] page = new byte[PAGE];
    byte[] expected = new byte[PAGE];
    for (int at = 0; at < SIZE; at += PAGE) {
      assertEquals(PAGE, in.readNBytes(page, 0, PAGE), "at " + at);
      ByteBuffer.wrap(expected).putInt(0, at + 1);
      if (!java.util.Arrays.equals(expected, page)) {
        throw new AssertionError("the page at " + at + " is another");
      }
    }
    assertEquals(-1, in.read());
  }

  private void assertArrives(boolean secure, HttpClient.Version version) throws Exception {
    try (TestServer server = server(secure);
        HttpClient client = tls.client(version)) {
      HttpRequest request = HttpRequest.newBuilder(server.uri("/all")).build();
      HttpResponse<InputStream> response =
          client.send(request, HttpResponse.BodyHandlers.ofInputStream());
      assertEquals(version, response.version());
      assertEquals(SIZE, response.headers().firstValueAsLong("content-length").orElse(-1));
      try (InputStream in = response.body()) {
        assertExact(in);
      }
      TestServer.Told told = server.told.poll(20, java.util.concurrent.TimeUnit.SECONDS);
      assertEquals(new TestServer.Told("/all", 200, SIZE, 0), told);
    }
    assertAllClosed();
  }

  private void assertAllClosed() {
    assertFalse(opened.isEmpty());
    assertTrue(opened.stream().noneMatch(FileChannel::isOpen));
  }

  @Test
  void byTheKernel() throws Exception {
    assertArrives(false, HttpClient.Version.HTTP_1_1);
  }

  @Test
  void encrypted() throws Exception {
    assertArrives(true, HttpClient.Version.HTTP_1_1);
  }

  @Test
  void overHttp2() throws Exception {
    assertArrives(true, HttpClient.Version.HTTP_2);
  }

  @Test
  void partsHeadsAndPartsOfNothingAreExactToo() throws Exception {
    try (TestServer server = server(false);
        RawClient client = server.client()) {
      client.send("GET /p?from=4098&length=4100 HTTP/1.1\r\nHost: a\r\n\r\n");
      byte[] part = client.answer().body();
      assertEquals(4100, part.length);
      assertEquals(2 * PAGE + 1, ByteBuffer.wrap(part).getInt(PAGE - 2));
      client.send("HEAD /p?from=4096 HTTP/1.1\r\nHost: a\r\n\r\n");
      assertEquals("" + (SIZE - PAGE), client.answer(false).header("Content-Length"));
      client.send("GET /p?from=7&length=0 HTTP/1.1\r\nHost: a\r\n\r\n");
      assertEquals("0", client.answer().header("Content-Length"));
    }
    assertAllClosed();
  }

  @Test
  void nothingIsAnsweredInPlaceOfWhatAFileLacks() throws Exception {
    RequestHandler atOnce =
        new RequestHandler() {
          @Override
          public Optional<Response> answerNow(Request request) {
            return Optional.of(part(request));
          }

          @Override
          public Response handle(Request request) {
            return part(request);
          }
        };
    String tooMuch = "/p?from=" + (SIZE - 100_000) + "&length=200000";
    try (TestServer server = new TestServer(tls.listen(TransportLimits.usual()), atOnce);
        RawClient client = secureClient(server)) {
      client.send(("GET " + tooMuch + " HTTP/1.1\r\nHost: a\r\n\r\n").repeat(2));
      client.answer(false);
      for (int read = 0; read < 200_000 && !client.isClosed(); read++) {}
      assertEquals(tooMuch, server.told.take().target());
      assertEquals(1, opened.size(), "the second request is not looked at");
    }
    assertAllClosed();
  }

  @Test
  void aClientThatGoesAwayLeavesNoFileOpen() throws Exception {
    for (boolean secure : new boolean[] {false, true}) {
      try (TestServer server = server(secure)) {
        RawClient client = secure ? secureClient(server) : server.client();
        client.send("GET /gone HTTP/1.1\r\nHost: a\r\n\r\n");
        client.answer(false);
        client.close();
        TestServer.Told told = server.told.poll(20, java.util.concurrent.TimeUnit.SECONDS);
        assertTrue(told != null && told.sent() < SIZE, String.valueOf(told));
      }
    }
    assertAllClosed();
  }
}
