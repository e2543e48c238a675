package io.entrepot.architecture;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The Java sources of the project, found from the folder that the tests run in. */
final class Sources {
  static final List<String> MODULES =
      List.of("registry-storage", "registry-auth", "registry-lifecycle", "registry-server");

  private Sources() {}

  /** Every source that is shipped. */
  static List<Path> main() throws IOException {
    return below("src/main/java");
  }

  /** Every source that is shipped or tests. */
  static List<Path> all() throws IOException {
    List<Path> found = new ArrayList<>(main());
    found.addAll(below("src/test/java"));
    return found;
  }

  /** The package of a source below one of the modules, without {@code io.entrepot.}. */
  static String room(Path source) {
    String path = source.toString().replace('\\', '/');
    String packages =
        path.substring(path.indexOf("/java/") + "/java/".length(), path.lastIndexOf('/'));
    return packages.replace('/', '.').substring(House.ROOT.length());
  }

  private static List<Path> below(String folder) throws IOException {
    List<Path> found = new ArrayList<>();
    for (String module : MODULES) {
      Path sources = root().resolve(module).resolve(folder);
      if (!Files.isDirectory(sources)) {
        continue;
      }
      try (Stream<Path> files = Files.walk(sources)) {
        files.filter(file -> file.toString().endsWith(".java")).forEach(found::add);
      }
    }
    return found;
  }

  private static Path root() {
    Path here = Path.of("").toAbsolutePath();
    return Files.isDirectory(here.resolve("registry-server"))
        ? here
        : here.resolve("..").normalize();
  }
}
