package io.entrepot.clients;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A containerd that keeps everything in one folder and runs no Kubernetes part. */
final class Containerd implements AutoCloseable {
  private static final String CONFIGURATION =
      """
      version = 2
      root = "FOLDER/root"
      state = "FOLDER/state"
      disabled_plugins = ["io.containerd.grpc.v1.cri"]
      [grpc]
        address = "FOLDER/containerd.sock"
      [plugins."io.containerd.metadata.v1.bolt"]
        content_sharing_policy = "isolated"
      """;

  private final Path folder;
  private @Nullable Daemon daemon;

  Containerd(Path folder) {
    this.folder = folder;
  }

  /** Why none can be started here; absent when one can. */
  static Optional<String> whyNot() {
    return DockerEngine.isRoot() ? Optional.empty() : Optional.of("only root can start containerd");
  }

  void start() {
    Path file = folder.resolve("containerd.toml");
    try {
      Files.writeString(file, CONFIGURATION.replace("FOLDER", folder.toString()), UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Daemon started =
        Daemon.start("containerd", List.of(Client.CONTAINERD.path(), "--config", file.toString()));
    daemon = started;
    Commands commands = new Commands(folder, Map.of());
    List<String> ask = List.of(Client.CTR.path(), "--address=" + socket(), "version");
    started.awaitReady(() -> commands.attempt(ask).status() == 0);
  }

  Path socket() {
    return folder.resolve("containerd.sock");
  }

  @Override
  public void close() {
    if (daemon != null) {
      daemon.close();
    }
  }
}
