package io.entrepot.clients;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;

/** A process that serves until it is closed, its output in a log file. */
final class Daemon implements AutoCloseable {
  private static final Duration START_LIMIT = Duration.ofMinutes(3);
  private static final Duration STOP_LIMIT = Duration.ofSeconds(60);

  private final String title;
  private final Path log;
  private final Process process;

  private Daemon(String title, Path log, Process process) {
    this.title = title;
    this.log = log;
    this.process = process;
  }

  static Daemon start(String title, List<String> command) {
    Path log = Workspace.target().resolve(title + ".log");
    try {
      Process process =
          new ProcessBuilder(command)
              .directory(Workspace.top().toFile())
              .redirectErrorStream(true)
              .redirectOutput(log.toFile())
              .start();
      return new Daemon(title, log, process);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What it wrote so far. */
  String log() {
    return new String(OciLayout.read(log), UTF_8);
  }

  /** Returns when the condition holds; fails when the process ends before. */
  void awaitReady(Callable<Boolean> ready) {
    await("the start of " + title + ", which logs to " + log)
        .atMost(START_LIMIT)
        .pollInterval(Duration.ofMillis(50))
        .failFast(title + " ended", this::requireAlive)
        .until(ready);
  }

  private void requireAlive() {
    if (!process.isAlive()) {
      throw new AssertionError(title + " ended: " + log());
    }
  }

  /** Asks it to stop, and fails when it does not. */
  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(STOP_LIMIT.toSeconds(), TimeUnit.SECONDS)) {
        process.destroyForcibly();
        throw new AssertionError(title + " did not stop within " + STOP_LIMIT + ": " + log);
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
