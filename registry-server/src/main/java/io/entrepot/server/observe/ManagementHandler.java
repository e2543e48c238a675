package io.entrepot.server.observe;

import io.entrepot.server.http.Method;
import io.entrepot.server.http.Request;
import io.entrepot.server.http.RequestHandler;
import io.entrepot.server.http.Response;
import io.entrepot.server.http.ResponseBody;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Answers on the management port: {@code /healthz} while the process lives, {@code /readyz} when it
 * can take pushes, {@code /metrics} for Prometheus.
 */
public final class ManagementHandler implements RequestHandler {
  private static final String TEXT = "text/plain; charset=utf-8";
  private static final String PROMETHEUS = "text/plain; version=0.0.4; charset=utf-8";

  private final Observer observer;
  private final Supplier<Optional<String>> fault;

  /**
   * Answers from these.
   *
   * @param fault why no push can be taken now; empty when one can; may block
   */
  public ManagementHandler(Observer observer, Supplier<Optional<String>> fault) {
    this.observer = observer;
    this.fault = fault;
  }

  @Override
  public Optional<Response> answerNow(Request request) {
    return Optional.empty();
  }

  @Override
  public Response handle(Request request) {
    if (request.method() != Method.GET && request.method() != Method.HEAD) {
      return text(405, "only GET and HEAD are served here").withHeader("Allow", "GET, HEAD");
    }
    return switch (request.path()) {
      case "/healthz" -> text(200, "alive");
      case "/readyz" -> fault.get().map(why -> text(503, why)).orElseGet(() -> text(200, "ready"));
      case "/metrics" -> answer(200, PROMETHEUS, observer.metrics());
      default -> text(404, "here are /healthz, /readyz and /metrics");
    };
  }

  private static Response text(int status, String line) {
    return answer(status, TEXT, (line + "\n").getBytes(StandardCharsets.UTF_8));
  }

  private static Response answer(int status, String type, byte[] bytes) {
    return new Response(
        status,
        List.of("Content-Type", type, "Cache-Control", "no-store"),
        new ResponseBody.InMemory(bytes));
  }
}
