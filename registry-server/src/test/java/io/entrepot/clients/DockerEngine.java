package io.entrepot.clients;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A Docker engine: the one that {@code DOCKER_HOST} names, else the one that this user's docker
 * reaches, else one of the run's own, which only root can start. It is given no bridge and leaves
 * the firewall alone; containers of the tests have no network or the machine's.
 */
final class DockerEngine implements AutoCloseable {
  private static final Path DOCKERD = Path.of("/usr/sbin/dockerd");

  private final Commands commands;
  private final @Nullable Daemon daemon;

  private DockerEngine(Commands commands, @Nullable Daemon daemon) {
    this.commands = commands;
    this.daemon = daemon;
  }

  /** Finds or starts an engine; its data goes into the folder when it is started here. */
  static DockerEngine open(Path folder) {
    // The classic builder is in every engine; the newer one is a plugin that Debian leaves out.
    Map<String, String> plain =
        Map.of("DOCKER_CONFIG", folder.resolve("config").toString(), "DOCKER_BUILDKIT", "0");
    Commands given = new Commands(folder, plain);
    DockerEngine engine = answers(given) ? new DockerEngine(given, null) : start(folder, plain);
    ClientReport.tried("docker engine", engine.version());
    return engine;
  }

  /** Why no engine can be had here; absent when one can. */
  static Optional<String> whyNot() {
    Commands commands = new Commands(Path.of(System.getProperty("java.io.tmpdir")), Map.of());
    if (answers(commands)) {
      return Optional.empty();
    }
    if (System.getenv("DOCKER_HOST") != null) {
      return Optional.of("no engine answers at DOCKER_HOST");
    }
    if (!Files.isExecutable(DOCKERD)) {
      return Optional.of("no engine runs and " + DOCKERD + " is not installed");
    }
    return isRoot() ? Optional.empty() : Optional.of("no engine runs and only root can start one");
  }

  static boolean isRoot() {
    return "root".equals(System.getProperty("user.name"));
  }

  private static DockerEngine start(Path folder, Map<String, String> environment) {
    String host = "unix://" + folder.resolve("docker.sock");
    Daemon daemon =
        Daemon.start(
            "dockerd",
            List.of(
                DOCKERD.toString(),
                "--data-root=" + folder.resolve("data"),
                "--exec-root=" + folder.resolve("exec"),
                "--pidfile=" + folder.resolve("dockerd.pid"),
                "--host=" + host,
                "--bridge=none",
                "--iptables=false",
                "--ip6tables=false"));
    Map<String, String> all = new HashMap<>(environment);
    all.put("DOCKER_HOST", host);
    Commands commands = new Commands(folder, all);
    daemon.awaitReady(() -> answers(commands));
    return new DockerEngine(commands, daemon);
  }

  private static boolean answers(Commands commands) {
    return commands.attempt(Client.DOCKER, "version").status() == 0;
  }

  String docker(String... arguments) {
    return commands.run(Client.DOCKER, arguments);
  }

  Commands commands() {
    return commands;
  }

  String version() {
    return docker("version", "--format", "{{.Server.Version}}");
  }

  @Override
  public void close() {
    if (daemon != null) {
      daemon.close();
    }
  }
}
