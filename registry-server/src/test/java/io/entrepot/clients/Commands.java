package io.entrepot.clients;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Runs programs in one folder with added environment variables, each within a bounded time. What a
 * program wrote goes to files first, so that no full pipe can block it.
 */
record Commands(Path folder, Map<String, String> environment) {
  private static final Duration LIMIT = Duration.ofMinutes(3);

  /** What a program answered. */
  record Answer(List<String> command, int status, String out, String error) {
    /** The text on standard output, trimmed, of a program that ended with status 0. */
    String text() {
      if (status != 0) {
        throw new AssertionError("status " + status + " from " + this);
      }
      return out.strip();
    }

    /** Both outputs of a program that ended with another status than 0. */
    String refusal() {
      if (status == 0) {
        throw new AssertionError("status 0, not a refusal, from " + this);
      }
      return out + "\n" + error;
    }

    /** Standard output and standard error together, of a program that ended with status 0. */
    String everything() {
      return text() + "\n" + error;
    }

    @Override
    public String toString() {
      return String.join(" ", command) + "\nstdout:\n" + out + "\nstderr:\n" + error;
    }
  }

  /** The same place with one more environment variable. */
  Commands with(String name, String value) {
    Map<String, String> all = new HashMap<>(environment);
    all.put(name, value);
    return new Commands(folder, all);
  }

  /** Runs a program that must end with status 0. */
  String run(String... command) {
    return attempt(List.of(command)).text();
  }

  /** Runs a client that must end with status 0. */
  String run(Client client, String... arguments) {
    return attempt(client, arguments).text();
  }

  /** Runs a client whatever its status. */
  Answer attempt(Client client, String... arguments) {
    List<String> command = new ArrayList<>(List.of(client.path()));
    command.addAll(List.of(arguments));
    return attempt(command);
  }

  /** Runs a client whatever its status, with this text as its standard input. */
  Answer attemptWith(String input, Client client, String... arguments) {
    List<String> command = new ArrayList<>(List.of(client.path()));
    command.addAll(List.of(arguments));
    return attempt(command, input);
  }

  /** Runs a program whatever its status. */
  Answer attempt(List<String> command) {
    return attempt(command, "");
  }

  private Answer attempt(List<String> command, String input) {
    try {
      Path out = Files.createTempFile(folder, "out", ".txt");
      Path error = Files.createTempFile(folder, "error", ".txt");
      int status = status(command, input, out, error);
      Answer answer = new Answer(command, status, Files.readString(out), Files.readString(error));
      Files.delete(out);
      Files.delete(error);
      return answer;
    } catch (IOException e) {
      throw new UncheckedIOException(String.join(" ", command), e);
    }
  }

  private int status(List<String> command, String input, Path out, Path error) throws IOException {
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.directory(folder.toFile());
    builder.environment().putAll(environment);
    builder.redirectOutput(out.toFile()).redirectError(error.toFile());
    Process process = builder.start();
    try {
      give(input, process);
      if (!process.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS)) {
        throw new AssertionError(
            "still running after %s: %s\n%s"
                .formatted(LIMIT, String.join(" ", command), Files.readString(error)));
      }
      return process.exitValue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted while running " + command, e);
    } finally {
      process.destroyForcibly();
    }
  }

  /** A program may end without reading what it is given. */
  private static void give(String input, Process process) throws IOException {
    try (OutputStream stdin = process.getOutputStream()) {
      stdin.write(input.getBytes(UTF_8));
    } catch (IOException e) {
      if (process.isAlive()) {
        throw e;
      }
    }
  }
}
