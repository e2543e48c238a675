import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.jar.JarFile;
import java.util.stream.Stream;

/**
 * Lays out what is shipped: {@code Distribution.java FOLDER LAUNCHER OWN_JAR CLASS_PATH}.
 *
 * <pre>
 * FOLDER/entrepot           the launcher
 * FOLDER/docker-credential-entrepot   docker's credential helper, a link to it
 * FOLDER/lib/*.jar          the class path, jars only: the ahead-of-time cache takes no folders
 * FOLDER/native/            SQLite's library, so that no start has to unpack it
 * FOLDER/aot/DIGEST.aot     the ahead-of-time cache of exactly these jars and this JVM, for serving
 * FOLDER/aot/DIGEST-commands.aot   the same for commands
 * FOLDER/launch             what the launcher reads, written last
 * </pre>
 *
 * A JVM other than the build's, such as a jlink runtime, gets its own cache by {@code
 * Distribution.java train FOLDER JAVA_HOME}.
 */
final class Distribution {
  private final Path folder;
  private final Path javaHome;

  private Distribution(Path folder, Path javaHome) {
    this.folder = folder.toAbsolutePath();
    this.javaHome = javaHome;
  }

  public static void main(String[] arguments) throws Exception {
    if (arguments[0].equals("train")) {
      new Distribution(Path.of(arguments[1]), Path.of(arguments[2])).train();
      return;
    }
    Distribution distribution =
        new Distribution(Path.of(arguments[0]), Path.of(System.getProperty("java.home")));
    distribution.copyLauncher(Path.of(arguments[1]));
    distribution.copyJars(Path.of(arguments[2]), arguments[3]);
    distribution.unpackSqlite();
    distribution.train();
  }

  private void copyLauncher(Path launcher) throws IOException {
    Files.createDirectories(folder);
    Path target = folder.resolve("entrepot");
    Files.copy(launcher, target, StandardCopyOption.REPLACE_EXISTING);
    Files.setPosixFilePermissions(target, PosixFilePermissions.fromString("rwxr-xr-x"));
    Path helper = folder.resolve("docker-credential-entrepot");
    Files.deleteIfExists(helper);
    Files.createSymbolicLink(helper, target.getFileName());
  }

  /** Copies what changed and removes what is no longer named; folders are our own classes. */
  private void copyJars(Path ownJar, String classPath) throws IOException {
    Path lib = Files.createDirectories(folder.resolve("lib"));
    TreeMap<String, Path> wanted = new TreeMap<>();
    wanted.put(ownJar.getFileName().toString(), ownJar);
    for (String entry : classPath.split(java.io.File.pathSeparator)) {
      if (entry.endsWith(".jar")) {
        wanted.put(Path.of(entry).getFileName().toString(), Path.of(entry));
      } else if (!Path.of(entry).toAbsolutePath().startsWith(ownJar.toAbsolutePath().getParent())) {
        throw new IllegalStateException(entry + " is not a jar: run the package phase of all modules");
      }
    }
    for (Path present : list(lib)) {
      if (!wanted.containsKey(present.getFileName().toString())) {
        Files.delete(present);
      }
    }
    for (var jar : wanted.entrySet()) {
      Path target = lib.resolve(jar.getKey());
      if (!Files.exists(target) || Files.mismatch(jar.getValue(), target) >= 0) {
        Files.copy(jar.getValue(), target, StandardCopyOption.REPLACE_EXISTING);
      }
    }
  }

  /** On Linux with the GNU library; elsewhere SQLite's driver unpacks its own. */
  private void unpackSqlite() throws IOException {
    Path target = folder.resolve("native").resolve("libsqlitejdbc.so");
    Files.deleteIfExists(target);
    if (!System.getProperty("os.name").equals("Linux") || release("LIBC").equals("musl")) {
      return;
    }
    String architecture = System.getProperty("os.arch").toLowerCase(Locale.ROOT);
    String entry =
        "org/sqlite/native/Linux/"
            + (architecture.equals("amd64") ? "x86_64" : architecture)
            + "/libsqlitejdbc.so";
    for (Path jar : list(folder.resolve("lib"))) {
      if (jar.getFileName().toString().startsWith("sqlite-jdbc-")) {
        try (JarFile file = new JarFile(jar.toFile())) {
          if (file.getEntry(entry) != null) {
            Files.createDirectories(target.getParent());
            try (InputStream in = file.getInputStream(file.getEntry(entry))) {
              Files.copy(in, target);
            }
          }
        }
      }
    }
  }

  /** Makes the cache unless there is one of exactly these jars, this training and this JVM. */
  private void train() throws Exception {
    String name = digest() + ".aot";
    String commandName = name.replace(".aot", "-commands.aot");
    Path cache = Files.createDirectories(folder.resolve("aot")).resolve(name);
    Path commandCache = cache.resolveSibling(commandName);
    if (!Files.exists(cache)) {
      for (Path old : list(cache.getParent())) {
        Files.delete(old);
      }
      writeLaunch("", "");
      Path made = cache.resolveSibling("new");
      Optional<String> fault = new TrainingRun(folder, javaHome, made, commandCache).run();
      if (fault.isPresent()) {
        Files.deleteIfExists(made);
        Files.deleteIfExists(commandCache);
        System.err.println("No ahead-of-time cache, so starts will be slower: " + fault.get());
        return;
      }
      Files.move(made, cache, StandardCopyOption.ATOMIC_MOVE);
    }
    writeLaunch(name, Files.exists(commandCache) ? commandName : "");
  }

  /** Names the caches; empty: there is none. */
  private void writeLaunch(String cache, String commandCache) throws IOException {
    Path temporary = folder.resolve("launch.new");
    Files.writeString(
        temporary,
        "# Read by the launcher, written by the build.\n"
            + ("launch_java_home=" + quoted(javaHome.toString()) + "\n")
            + ("launch_java_version=" + quoted(release("JAVA_RUNTIME_VERSION")) + "\n")
            + ("launch_cache=" + quoted(cache) + "\n")
            + ("launch_command_cache=" + quoted(commandCache) + "\n"));
    Files.move(temporary, folder.resolve("launch"), StandardCopyOption.ATOMIC_MOVE);
  }

  private static String quoted(String text) {
    return "'" + text.replace("'", "'\\''") + "'";
  }

  private String digest() throws IOException, NoSuchAlgorithmException {
    MessageDigest digest = MessageDigest.getInstance("SHA-256");
    digest.update(Files.readAllBytes(javaHome.resolve("release")));
    digest.update(Files.readAllBytes(folder.resolve("entrepot")));
    try (InputStream training = TrainingRun.class.getResourceAsStream("TrainingRun.class")) {
      digest.update(Objects.requireNonNull(training).readAllBytes());
    }
    for (Path jar : list(folder.resolve("lib"))) {
      digest.update(jar.getFileName().toString().getBytes(StandardCharsets.UTF_8));
      digest.update(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(jar)));
    }
    return HexFormat.of().formatHex(digest.digest(), 0, 16);
  }

  private String release(String key) throws IOException {
    return Files.readAllLines(javaHome.resolve("release")).stream()
        .filter(line -> line.startsWith(key + "="))
        .map(line -> line.substring(key.length() + 1).replace("\"", ""))
        .findFirst()
        .orElse("");
  }

  private static List<Path> list(Path directory) throws IOException {
    try (Stream<Path> entries = Files.list(directory)) {
      return new ArrayList<>(entries.sorted(Comparator.comparing(Path::toString)).toList());
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }
}
