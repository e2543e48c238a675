package io.entrepot.auth.decide;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;

/**
 * One process of Node that runs {@code @cloud-copilot/iam-simulate}, an evaluator that others
 * wrote; a line in, a line out. {@code IAM_SIMULATE_HOME} names the folder in which npm installed
 * it.
 */
final class IamSimulate implements AutoCloseable {
  private final Process process;
  private final BufferedWriter in;
  private final BufferedReader out;

  private IamSimulate(Process process) {
    this.process = process;
    this.in = process.outputWriter();
    this.out = process.inputReader();
  }

  /** Why it cannot be run; empty when it can. */
  static Optional<String> obstacle() {
    Optional<Path> home = home();
    if (home.isEmpty()) {
      return Optional.of(
          "IAM_SIMULATE_HOME does not name a folder with @cloud-copilot/iam-simulate");
    }
    try {
      Process node = new ProcessBuilder("node", "--version").redirectErrorStream(true).start();
      return node.onExit().join().exitValue() == 0
          ? Optional.empty()
          : Optional.of("node does not run");
    } catch (IOException e) {
      return Optional.of("node was not found: " + e.getMessage());
    }
  }

  private static Optional<Path> home() {
    return Optional.ofNullable(System.getenv("IAM_SIMULATE_HOME"))
        .map(Path::of)
        .filter(folder -> Files.isDirectory(folder.resolve("node_modules/@cloud-copilot")));
  }

  /** Starts it; the script is put into the folder given. */
  static IamSimulate start(Path folder) throws IOException {
    Path script = folder.resolve("simulate.cjs");
    try (InputStream in = IamSimulate.class.getResourceAsStream("simulate.cjs")) {
      Files.write(script, Objects.requireNonNull(in).readAllBytes());
    }
    Path home = home().orElseThrow().toAbsolutePath();
    return new IamSimulate(
        new ProcessBuilder("node", script.toString(), home.toString())
            .redirectError(folder.resolve("simulate.log").toFile())
            .start());
  }

  String ask(String simulation) throws IOException {
    in.write(simulation);
    in.newLine();
    in.flush();
    return Objects.requireNonNull(out.readLine(), "the process of Node has ended");
  }

  @Override
  public void close() throws IOException {
    in.close();
    process.destroy();
  }
}
