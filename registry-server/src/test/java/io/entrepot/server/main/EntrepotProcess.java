package io.entrepot.server.main;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** The real {@code ./entrepot} as a process of its own. */
final class EntrepotProcess implements AutoCloseable {
  private static final long PATIENCE_SECONDS = 120;
  private static final Path LAUNCHER = Path.of("..", "entrepot").toAbsolutePath().normalize();

  private final Process process;
  private final Path errors;
  private final Thread reader;
  private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();

  private EntrepotProcess(Process process, Path errors) {
    this.process = process;
    this.errors = errors;
    reader = Thread.ofPlatform().daemon().unstarted(this::readLines);
    reader.start();
  }

  static EntrepotProcess start(Path scratch, Map<String, String> environment, String... arguments)
      throws IOException {
    Path errors = Files.createTempFile(scratch, "stderr", ".txt");
    List<String> command = new ArrayList<>(List.of(LAUNCHER.toString()));
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command).redirectError(errors.toFile());
    builder.environment().keySet().removeIf(name -> name.startsWith("ENTREPOT_"));
    builder.environment().putAll(environment);
    return new EntrepotProcess(builder.start(), errors);
  }

  private void readLines() {
    try (BufferedReader output =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      output.lines().forEach(lines::add);
    } catch (IOException | UncheckedIOException e) {
      lines.add("(the output broke off: " + e.getMessage() + ")");
    }
  }

  /** The rest of the next line of the standard output that begins so. */
  String awaitLine(String beginning) throws InterruptedException {
    while (true) {
      String line = lines.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
      assertTrue(line != null, () -> "no line begins with " + beginning + "; " + errors());
      if (line.startsWith(beginning)) {
        return line.substring(beginning.length());
      }
    }
  }

  /** All lines of the standard output that were not awaited, up to its end. */
  String allLines() throws InterruptedException {
    assertTrue(reader.join(Duration.ofSeconds(PATIENCE_SECONDS)), "its output does not end");
    return String.join("\n", lines);
  }

  void terminate() {
    process.destroy();
  }

  boolean isAlive() {
    return process.isAlive();
  }

  /** The exit code. */
  int awaitEnd() throws InterruptedException {
    assertTrue(process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS), "it does not end");
    return process.exitValue();
  }

  /** What stands on the standard error. */
  String errors() {
    try {
      return Files.readString(errors);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
