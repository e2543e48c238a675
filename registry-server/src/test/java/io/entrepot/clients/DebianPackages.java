package io.entrepot.clients;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Real files for layers: the contents of Debian packages, fetched once and kept. */
final class DebianPackages {
  private final Path folder = Workspace.make(Workspace.target().resolve("packages"));
  private final Commands commands = new Commands(folder, Map.of());

  /** The package's files as a tar archive, owned by root, as Debian made it. */
  Path tar(String name) {
    Path tar = folder.resolve(name + ".tar");
    if (!Files.exists(tar)) {
      Path unfinished = folder.resolve(name + ".tar.part");
      commands.run(
          "sh", "-c", "dpkg-deb --fsys-tarfile '%s' > '%s'".formatted(fetch(name), unfinished));
      move(unfinished, tar);
    }
    return tar;
  }

  private Path fetch(String name) {
    return find(name)
        .orElseGet(() -> {
          commands.run("apt-get", "download", name);
          return find(name).orElseThrow();
        });
  }

  private Optional<Path> find(String name) {
    try (Stream<Path> files = Files.list(folder)) {
      List<Path> found =
          files
              .filter(file -> file.getFileName().toString().startsWith(name + "_"))
              .filter(file -> file.toString().endsWith(".deb"))
              .toList();
      return found.stream().findFirst();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void move(Path from, Path to) {
    try {
      Files.move(from, to);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
