package io.entrepot.clients;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The server under test as a process of its own, on a free port of the loopback and an empty store.
 * Another registry is started in its place by a shell command in the system property {@code
 * clients.server}, where <code>{port}</code> and <code>{data}</code> are filled in: a way to see
 * how a peer fares with the same clients.
 */
final class RegistryProcess implements AutoCloseable {
  private static final Pattern LISTENING = Pattern.compile("listening on http://(\\S+:\\d+)");

  private final Daemon daemon;
  private final String address;

  private RegistryProcess(Daemon daemon, String address) {
    this.daemon = daemon;
    this.address = address;
  }

  /** Starts the server and returns when it serves. */
  static RegistryProcess start(Path data) {
    return Optional.ofNullable(System.getProperty("clients.server"))
        .map(template -> startOther(template, data))
        .orElseGet(() -> startOwn("server", data, "--open"));
  }

  /**
   * Starts this server with the identities in its data folder, and nobody else gets in. It carries
   * out lifecycle policies and collects garbage all the time, whatever the clients do.
   */
  static RegistryProcess startGuarded(Path data, String account) {
    return startOwn(
        "guarded-server",
        data,
        "--account=" + account,
        "--lifecycle-interval=1s",
        "--gc-grace=0s",
        "--gc-interval=200ms");
  }

  private static RegistryProcess startOwn(String title, Path data, String... flags) {
    List<String> command =
        new ArrayList<>(
            List.of(
                Workspace.top().resolve("entrepot").toString(),
                "serve",
                "--data",
                data.toString(),
                "--listen",
                "127.0.0.1:0",
                "--management",
                "127.0.0.1:0"));
    command.addAll(List.of(flags));
    Daemon daemon = Daemon.start(title, command);
    daemon.awaitReady(() -> listening(daemon).isPresent());
    return new RegistryProcess(daemon, listening(daemon).orElseThrow());
  }

  private static RegistryProcess startOther(String template, Path data) {
    int port = freePort();
    String command = template.replace("{port}", "" + port).replace("{data}", data.toString());
    Daemon daemon = Daemon.start("server", List.of("sh", "-c", "exec " + command));
    String address = "127.0.0.1:" + port;
    daemon.awaitReady(new RegistryProbe(address)::serves);
    return new RegistryProcess(daemon, address);
  }

  /** HOST:PORT, as clients name the registry. */
  String address() {
    return address;
  }

  @Override
  public void close() {
    daemon.close();
  }

  private static Optional<String> listening(Daemon daemon) {
    Matcher matcher = LISTENING.matcher(daemon.log());
    return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
  }

  /** A port that nobody listened on a moment ago. */
  static int freePort() {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
