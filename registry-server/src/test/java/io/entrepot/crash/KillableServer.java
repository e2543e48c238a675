package io.entrepot.crash;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;

/** The server as a process of its own, started by the launcher, to be killed or stopped. */
final class KillableServer {
  private static final Pattern LISTENING = Pattern.compile("listening on http://(\\S+:\\d+)\\R");
  private static final Pattern MANAGEMENT = Pattern.compile("management on http://(\\S+:\\d+)\\R");
  private static final Duration START_TIMEOUT = Duration.ofMinutes(2);

  private final Process process;
  private final String address;
  private final String management;

  private KillableServer(Process process, String address, String management) {
    this.process = process;
    this.address = address;
    this.management = management;
  }

  /** Starts an open server, as the other does. */
  static KillableServer start(Path data, Path log) throws IOException {
    return start(data, log, Map.of(), List.of("--open"));
  }

  /** Starts on the data folder and returns when it serves; its output goes to a file beside. */
  static KillableServer start(
      Path data, Path log, Map<String, String> environment, List<String> settings)
      throws IOException {
    Files.deleteIfExists(log);
    List<String> arguments = new ArrayList<>(List.of("serve", "--data", data.toString()));
    arguments.addAll(List.of("--listen", "127.0.0.1:0", "--management", "127.0.0.1:0"));
    arguments.addAll(settings);
    Process process = launcher(log, environment, arguments);
    Awaitility.await()
        .atMost(START_TIMEOUT)
        .pollInterval(Duration.ofMillis(20))
        .until(() -> said(MANAGEMENT, log).find() || !process.isAlive());
    Matcher listening = said(LISTENING, log);
    Matcher managing = said(MANAGEMENT, log);
    if (!listening.find() || !managing.find()) {
      process.destroyForcibly();
      throw new AssertionError("the server did not start:\n" + Files.readString(log));
    }
    return new KillableServer(
        process, "http://" + listening.group(1), "http://" + managing.group(1));
  }

  /** Runs the launcher to its end and returns the exit code; its output goes to the file. */
  static int run(Path log, String... arguments) throws IOException, InterruptedException {
    Process process = launcher(log, Map.of(), List.of(arguments));
    if (!process.waitFor(START_TIMEOUT.toSeconds(), TimeUnit.SECONDS)) {
      process.destroyForcibly();
      throw new AssertionError("still running: " + List.of(arguments));
    }
    return process.exitValue();
  }

  String address() {
    return address;
  }

  /** Where its figures are. */
  String management() {
    return management;
  }

  /** SIGKILL, as a crash: nothing of the process runs after it. */
  void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  /** SIGTERM, and waits for the end. */
  int stop() throws InterruptedException {
    process.destroy();
    return process.waitFor();
  }

  private static Process launcher(Path log, Map<String, String> environment, List<String> arguments)
      throws IOException {
    List<String> command = new ArrayList<>(List.of(top().resolve("entrepot").toString()));
    command.addAll(arguments);
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
    builder.environment().putAll(environment);
    return builder.start();
  }

  private static Matcher said(Pattern line, Path log) {
    try {
      return line.matcher(Files.exists(log) ? Files.readString(log) : "");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The project's top folder; tests run in their module's. */
  private static Path top() {
    Path here = Path.of("").toAbsolutePath();
    return Files.exists(here.resolve("entrepot")) ? here : here.resolve("..").normalize();
  }
}
