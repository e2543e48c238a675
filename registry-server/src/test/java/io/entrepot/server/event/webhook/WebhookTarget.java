package io.entrepot.server.event.webhook;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;

/** Somebody's HTTP server, which takes everything unless it is told otherwise. */
public final class WebhookTarget implements AutoCloseable {
  private final HttpServer server;
  private final List<Received> received = new CopyOnWriteArrayList<>();
  private final Queue<Answering> answers = new ConcurrentLinkedQueue<>();
  private volatile boolean refusing;
  private volatile Runnable before = () -> {};

  private record Answering(int status, String field, String value) {}

  /** A request that came. */
  public record Received(
      String method, String target, java.util.Map<String, List<String>> fields, byte[] body) {
    /** The first value of a field, whose name is written like {@code Webhook-id} by this server. */
    public String field(String name) {
      return fields.entrySet().stream()
          .filter(field -> field.getKey().equalsIgnoreCase(name))
          .map(field -> field.getValue().getFirst())
          .findFirst()
          .orElse("");
    }
  }

  private WebhookTarget(HttpServer server) {
    this.server = server;
  }

  /** Starts one on a free port of this machine. */
  public static WebhookTarget start() throws IOException {
    WebhookTarget target =
        new WebhookTarget(
            HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0));
    target.server.createContext("/", target::handle);
    target.server.start();
    return target;
  }

  public int port() {
    return server.getAddress().getPort();
  }

  public URI url(String target) {
    return URI.create("http://127.0.0.1:" + port() + target);
  }

  /** The next request that has no answer as yet gets this one. */
  public void answers(int status, String field, String value) {
    answers.add(new Answering(status, field, value));
  }

  /** Whether it answers 500 from now on. */
  public void refusing(boolean refuses) {
    refusing = refuses;
  }

  /** Does this before each answer from now on. */
  public void before(Runnable deed) {
    before = deed;
  }

  public List<Received> received() {
    return List.copyOf(received);
  }

  private void handle(HttpExchange exchange) throws IOException {
    received.add(
        new Received(
            exchange.getRequestMethod(),
            exchange.getRequestURI().toString(),
            java.util.Map.copyOf(exchange.getRequestHeaders()),
            exchange.getRequestBody().readAllBytes()));
    before.run();
    Answering next = answers.poll();
    if (next == null) {
      exchange.sendResponseHeaders(refusing ? 500 : 204, -1);
    } else {
      exchange.getResponseHeaders().set(next.field(), next.value());
      exchange.sendResponseHeaders(next.status(), -1);
    }
    exchange.close();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
