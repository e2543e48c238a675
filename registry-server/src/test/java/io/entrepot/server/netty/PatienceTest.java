package io.entrepot.server.netty;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.entrepot.server.http.Response;
import io.entrepot.server.http.ResponseBody;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** How long the server waits for clients, and clients for the server to stop. */
final class PatienceTest {
  private static final Duration SHORT = Duration.ofMillis(300);
  private static final String GET = "GET / HTTP/1.1\r\nHost: a\r\n\r\n";
  private static final int LARGE = 64 * 1024 * 1024;

  private static TestServer impatient(TestServer.Blocking handler) throws IOException {
    return new TestServer(TestServer.settings(TestServer.limits(SHORT)), handler);
  }

  private static void awaitLatch(CountDownLatch latch) {
    try {
      if (!latch.await(20, TimeUnit.SECONDS)) {
        throw new IllegalStateException("nobody came");
      }
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void aHeadThatDoesNotCome() throws Exception {
    try (TestServer server = impatient(request -> TestServer.text(200, ""));
        RawClient silent = server.client();
        RawClient slow = server.client()) {
      slow.send("GET / HT");
      assertEquals(408, slow.answer().status());
      assertTrue(slow.isClosed());
      assertEquals(408, silent.answer().status());
      assertTrue(silent.isClosed());
    }
  }

  @Test
  void aConnectionThatIsNotUsedAgain() throws Exception {
    try (TestServer server = impatient(request -> TestServer.text(200, "ok"));
        RawClient client = server.client()) {
      assertEquals(200, client.send(GET).answer().status());
      assertEquals(200, client.send(GET).answer().status());
      assertTrue(client.isClosed());
    }
  }

  @Test
  void anAnswerThatTakesItsTimeIsNotCutOff() throws Exception {
    CountDownLatch answer = new CountDownLatch(1);
    TestServer.Blocking handler =
        request -> {
          awaitLatch(answer);
          return TestServer.text(200, "late");
        };
    try (TestServer server = impatient(handler);
        RawClient client = server.client();
        RawClient witness = server.client()) {
      client.send(GET);
      assertEquals(408, witness.answer().status()); // So the timeouts have passed.
      assertTrue(witness.isClosed());
      answer.countDown();
      assertEquals("late", client.answer().text());
    }
  }

  @Test
  void aReaderThatTakesNothing() throws Exception {
    TestServer.Blocking handler =
        request -> new Response(200, List.of(), new ResponseBody.InMemory(new byte[LARGE]));
    try (TestServer server = impatient(handler);
        RawClient client = server.client()) {
      client.send(GET);
      TestServer.Told told = server.told.poll(20, TimeUnit.SECONDS);
      assertTrue(told != null && told.sent() < LARGE, String.valueOf(told));
      await().atMost(TestServer.PATIENCE).until(() -> server.server.connections() == 0);
    }
  }

  @Test
  void noMoreConnectionsThanTheLimit() throws Exception {
    TransportLimits usual = TransportLimits.usual();
    TransportLimits limits =
        new TransportLimits(
            2,
            usual.targetBytes(),
            usual.headBytes(),
            usual.headerFields(),
            usual.headTimeout(),
            usual.idleTimeout(),
            usual.bodyStall(),
            usual.writeStall());
    TestServer.Blocking handler = request -> TestServer.text(200, "ok");
    try (TestServer server = new TestServer(TestServer.settings(limits), handler);
        RawClient first = server.client()) {
      assertEquals(200, first.send(GET).answer().status());
      try (RawClient second = server.client()) {
        assertEquals(200, second.send(GET).answer().status());
        try (RawClient third = server.client()) {
          assertTrue(third.isClosed());
        }
      }
      await().atMost(TestServer.PATIENCE).until(() -> server.server.connections() == 1);
      try (RawClient next = server.client()) {
        assertEquals(200, next.send(GET).answer().status());
      }
    }
  }

  @Test
  void stoppingLetsRunningRequestsEndAndTakesNoMore() throws Exception {
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch answer = new CountDownLatch(1);
    TestServer.Blocking handler =
        request -> {
          if (request.path().equals("/slow")) {
            begun.countDown();
            awaitLatch(answer);
          }
          return TestServer.text(200, "done");
        };
    try (TestServer server = new TestServer(handler);
        RawClient idle = server.client();
        RawClient running = server.client()) {
      assertEquals(200, idle.send(GET).answer().status());
      running.send("GET /slow HTTP/1.1\r\nHost: a\r\n\r\n");
      awaitLatch(begun);
      CompletableFuture<Boolean> stopped = CompletableFuture.supplyAsync(() -> stop(server, 20));
      assertTrue(idle.isClosed());
      await().atMost(TestServer.PATIENCE).until(() -> isRefused(server));
      assertFalse(stopped.isDone());
      answer.countDown();
      RawClient.Answer last = running.answer();
      assertEquals("done", last.text());
      assertEquals("close", last.header("Connection"));
      assertTrue(stopped.get(20, TimeUnit.SECONDS));
    }
  }

  @Test
  void stoppingCutsOffWhatOutlastsThePatience() throws Exception {
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch never = new CountDownLatch(1);
    TestServer.Blocking handler =
        request -> {
          begun.countDown();
          awaitLatch(never);
          return TestServer.text(200, "done");
        };
    try (TestServer server = new TestServer(handler);
        RawClient client = server.client()) {
      client.send(GET);
      awaitLatch(begun);
      assertFalse(stop(server, 0));
      assertTrue(client.isClosed());
      never.countDown();
    }
  }

  /** The kernel takes connections for a moment longer, and resets them then. */
  private static boolean isRefused(TestServer server) throws IOException {
    try {
      server.client().close();
      return false;
    } catch (ConnectException e) {
      return true;
    }
  }

  private static boolean stop(TestServer server, int seconds) {
    try {
      return server.server.stop(Duration.ofSeconds(seconds));
    } catch (InterruptedException e) {
      throw new UncheckedIOException(new IOException(e));
    }
  }
}
