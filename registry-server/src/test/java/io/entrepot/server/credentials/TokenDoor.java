package io.entrepot.server.credentials;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;

/** A registry's {@code /token} that always answers the same, and remembers what it was asked. */
final class TokenDoor implements AutoCloseable {
  private final HttpServer server;
  private final List<String> forms = new ArrayList<>();

  TokenDoor(int status, String answer) throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/token",
        exchange -> {
          try (exchange) {
            forms.add(new String(exchange.getRequestBody().readAllBytes(), UTF_8));
            if (status == 302) {
              exchange.getResponseHeaders().add("Location", "/token?again");
            }
            exchange.sendResponseHeaders(status, answer.isEmpty() ? -1 : answer.length());
            exchange.getResponseBody().write(answer.getBytes(UTF_8));
          }
        });
    server.start();
  }

  String host() {
    return "127.0.0.1:" + server.getAddress().getPort();
  }

  List<String> forms() {
    return List.copyOf(forms);
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
