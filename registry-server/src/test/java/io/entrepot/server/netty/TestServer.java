package io.entrepot.server.netty;

import io.entrepot.server.http.Request;
import io.entrepot.server.http.RequestHandler;
import io.entrepot.server.http.Response;
import io.entrepot.server.http.ResponseBody;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/** A server on a free port with a handler of the test's, and what it told its listener. */
final class TestServer implements AutoCloseable {
  static final Duration PATIENCE = Duration.ofSeconds(20);

  final NettyServer server;
  final BlockingQueue<Told> told = new LinkedBlockingQueue<>();
  final BlockingQueue<Integer> refused = new LinkedBlockingQueue<>();
  private final boolean secure;

  /** What a listener heard of a request. */
  record Told(String target, int status, long sent, long received) {}

  /** Answers on a thread of its own. */
  @FunctionalInterface
  interface Blocking extends RequestHandler {
    @Override
    default Optional<Response> answerNow(Request request) {
      return Optional.empty();
    }
  }

  TestServer(Blocking handler) throws IOException {
    this(settings(TransportLimits.usual()), handler);
  }

  TestServer(ListenSettings settings, RequestHandler handler) throws IOException {
    secure = settings.tls().isPresent();
    server = NettyServer.start(settings, handler, new Listener());
  }

  static ListenSettings settings(TransportLimits limits) {
    return new ListenSettings(loopback(), Optional.empty(), limits);
  }

  /** The usual limits, but all timeouts this short. */
  static TransportLimits limits(Duration timeout) {
    TransportLimits usual = TransportLimits.usual();
    return new TransportLimits(
        usual.connections(),
        usual.targetBytes(),
        usual.headBytes(),
        usual.headerFields(),
        timeout,
        timeout,
        timeout,
        timeout);
  }

  static InetSocketAddress loopback() {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
  }

  static Response text(int status, String text) {
    return new Response(
        status,
        List.of("Content-Type", "text/plain"),
        new ResponseBody.InMemory(text.getBytes(StandardCharsets.UTF_8)));
  }

  InetSocketAddress address() {
    return server.address();
  }

  RawClient client() throws IOException {
    return new RawClient(address());
  }

  boolean isSecure() {
    return secure;
  }

  URI uri(String target) {
    String scheme = secure ? "https" : "http";
    return URI.create(scheme + "://localhost:" + address().getPort() + target);
  }

  @Override
  public void close() {
    server.close();
  }

  private final class Listener implements TransportListener {
    @Override
    public void onResponse(
        Request request, int status, long bytesSent, long bytesReceived, Duration duration) {
      told.add(new Told(request.target(), status, bytesSent, bytesReceived));
    }

    @Override
    public void onRefused(int status) {
      refused.add(status);
    }
  }
}
