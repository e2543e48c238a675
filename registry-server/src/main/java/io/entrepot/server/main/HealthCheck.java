package io.entrepot.server.main;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;

/**
 * Asks the server on this machine whether it is alive: the container image's health check, so that
 * the image needs neither a shell nor curl for it. Exits with 0 when {@code /healthz} answers 200,
 * else with 1. A bare socket, because it runs every half minute and should be over at once.
 */
public final class HealthCheck {
  private static final Duration PATIENCE = Duration.ofSeconds(4);

  private HealthCheck() {}

  /** {@code HealthCheck PORT}, the management port on the loopback. */
  public static void main(String[] arguments) {
    int port = Integer.parseInt(arguments[0]);
    String verdict;
    try {
      verdict = statusLine(port).orElse("no answer");
    } catch (IOException e) {
      verdict = e.toString();
    }
    System.out.println(verdict);
    System.exit(verdict.startsWith("HTTP/1.1 200") ? 0 : 1);
  }

  private static Optional<String> statusLine(int port) throws IOException {
    int millis = Math.toIntExact(PATIENCE.toMillis());
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), millis);
      socket.setSoTimeout(millis);
      String request = "GET /healthz HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";
      socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
      BufferedReader answer =
          new BufferedReader(
              new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
      return Optional.ofNullable(answer.readLine());
    }
  }
}
