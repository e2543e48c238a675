package io.entrepot.server.netty;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.entrepot.server.http.Request;
import io.entrepot.server.http.Response;
import io.entrepot.server.http.ResponseBody;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.ByteBufAllocatorMetricProvider;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Many who read slowly hold little memory. */
final class SlowReadersTest {
  private static final int READERS = 64;
  private static final int SIZE = 100 * 1024 * 1024;

  @TempDir Path directory;
  private final AtomicInteger begun = new AtomicInteger();

  private Response large(Request request) {
    begun.incrementAndGet();
    if (request.path().equals("/memory")) {
      return new Response(200, List.of(), new ResponseBody.InMemory(shared));
    }
    try {
      FileChannel channel = FileChannel.open(directory.resolve("f"), StandardOpenOption.READ);
      return new Response(200, List.of(), new ResponseBody.FilePart(channel, 0, SIZE));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private final byte[] shared = new byte[SIZE / 4];

  private static long directBytes() {
    return ((ByteBufAllocatorMetricProvider) ByteBufAllocator.DEFAULT).metric().usedDirectMemory();
  }

  /** What the readers of this path make the server hold once nothing moves any more. */
  private long heldBy(TestServer server, String path, SSLContext trust) throws Exception {
    List<RawClient> clients = new ArrayList<>();
    long before = directBytes();
    begun.set(0);
    try {
      for (int i = 0; i < READERS; i++) {
        Socket socket = new Socket(server.address().getAddress(), server.address().getPort());
        if (server.isSecure()) {
          socket = trust.getSocketFactory().createSocket(socket, "localhost", 1, true);
        }
        RawClient client = new RawClient(socket);
        client.send("GET " + path + " HTTP/1.1\r\nHost: a\r\n\r\n");
        clients.add(client);
      }
      await().atMost(TestServer.PATIENCE).until(() -> begun.get() == READERS);
      AtomicLong last = new AtomicLong(-1);
      await()
          .pollInterval(Duration.ofMillis(300))
          .atMost(TestServer.PATIENCE)
          .until(() -> last.getAndSet(directBytes()) == directBytes());
      return directBytes() - before;
    } finally {
      for (RawClient client : clients) {
        client.close();
      }
      await().atMost(TestServer.PATIENCE).until(() -> server.server.connections() == 0);
    }
  }

  @Test
  void onEveryWay() throws Exception {
    TlsServers tls = TlsServers.in(directory);
    try (RandomAccessFile file = new RandomAccessFile(directory.resolve("f").toFile(), "rw")) {
      file.setLength(SIZE);
    }
    TestServer.Blocking handler = this::large;
    long bound = READERS * 4L * TransportLimits.WRITE_HIGH_WATER_BYTES;
    try (TestServer plain = new TestServer(handler)) {
      long byKernel = heldBy(plain, "/file", tls.trust());
      assertTrue(byKernel < bound / 4, "a file sent by the kernel: " + byKernel);
      long memory = heldBy(plain, "/memory", tls.trust());
      assertTrue(memory < bound, "bytes in memory: " + memory);
    }
    try (TestServer secure = new TestServer(tls.listen(TransportLimits.usual()), handler)) {
      long encrypted = heldBy(secure, "/file", tls.trust());
      assertTrue(encrypted < bound, "an encrypted file: " + encrypted);
    }
  }
}
