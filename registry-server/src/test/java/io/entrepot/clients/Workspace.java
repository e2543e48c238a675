package io.entrepot.clients;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** The folders of a run: the checkout, what is kept under {@code target}, and short-lived ones. */
final class Workspace {
  private Workspace() {}

  /** The checkout's top folder, where the launcher lies. */
  static Path top() {
    Path folder = Path.of("").toAbsolutePath();
    while (!Files.isDirectory(folder.resolve("registry-server"))) {
      folder = folder.getParent();
      if (folder == null) {
        throw new IllegalStateException("run the tests inside the checkout");
      }
    }
    return folder;
  }

  /** Kept until {@code mvn clean}: Debian packages, logs and the summary. */
  static Path target() {
    return make(top().resolve("registry-server/target/clients"));
  }

  /** A folder with a path short enough for a Unix socket (108 bytes). */
  static Path temporary() {
    try {
      return Files.createTempDirectory("entrepot");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Path make(Path folder) {
    try {
      return Files.createDirectories(folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static void delete(Path folder) {
    try (Stream<Path> walk = Files.walk(folder)) {
      List<Path> deepestFirst = walk.sorted(Comparator.reverseOrder()).toList();
      for (Path path : deepestFirst) {
        Files.delete(path);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot delete " + folder, e);
    }
  }
}
