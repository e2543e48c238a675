import com.google.googlejavaformat.java.Formatter;
import com.google.googlejavaformat.java.FormatterException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Checks or fixes the format of every Java source of the project: {@code Format.java check|fix ROOT}.
 * Exits with 1 when a file is not formatted (check) or cannot be parsed.
 */
final class Format {
  public static void main(String[] arguments) throws IOException {
    boolean fix = arguments[0].equals("fix");
    List<Path> unformatted = new ArrayList<>();
    int seen = 0;
    for (Path source : sources(Path.of(arguments[1]))) {
      seen++;
      String before = Files.readString(source);
      String after = format(source, before);
      if (after.equals(before)) {
        continue;
      }
      unformatted.add(source);
      if (fix) {
        Files.writeString(source, after);
      }
    }
    System.out.printf("format: %d files read, %d %s%n", seen, unformatted.size(), fix ? "fixed" : "not formatted");
    if (!fix && !unformatted.isEmpty()) {
      unformatted.forEach(path -> System.err.println("not formatted: " + path));
      System.err.println("Run: mvn -N process-sources -Dformat=fix");
      System.exit(1);
    }
  }

  private static String format(Path source, String text) {
    try {
      return new Formatter().formatSourceAndFixImports(text);
    } catch (FormatterException e) {
      System.err.println("cannot parse " + source + ": " + e.getMessage());
      System.exit(1);
      throw new AssertionError(e);
    }
  }

  private static List<Path> sources(Path root) throws IOException {
    List<Path> found = new ArrayList<>();
    try (Stream<Path> modules = Files.list(root)) {
      for (Path module : modules.filter(Files::isDirectory).toList()) {
        addSources(module.resolve("src"), found);
      }
    }
    addSources(root.resolve("bench"), found);
    return found;
  }

  private static void addSources(Path folder, List<Path> found) throws IOException {
    if (!Files.isDirectory(folder)) {
      return;
    }
    try (Stream<Path> files = Files.walk(folder)) {
      files.filter(file -> file.toString().endsWith(".java")).forEach(found::add);
    }
  }
}
