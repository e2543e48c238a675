package io.entrepot.server.main;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The launcher, laid out as it is shipped, with a {@code java} that only prints its arguments. */
final class LauncherTest {
  private static final Path LAUNCHER = Path.of("..", "entrepot").toAbsolutePath().normalize();

  @TempDir private Path folder = Path.of(".");
  private Path home = folder;

  @BeforeEach
  void layOut() throws IOException {
    home = Files.createDirectories(folder.resolve("a folder/entrepot"));
    Files.copy(LAUNCHER, home.resolve("entrepot"));
    Files.createDirectories(home.resolve("lib"));
    Files.writeString(home.resolve("lib/one.jar"), "");
    Files.writeString(home.resolve("lib/two.jar"), "");
  }

  @Test
  void withoutAJdkOneSentenceSaysWhatToInstall() throws Exception {
    Path old = fakeJava("jdk-24", "24.0.1");
    // The usual folders of this machine may well hold a JDK 25.
    String script =
        Files.readString(LAUNCHER).replace(" /usr/", " /nowhere/").replace(" /opt/", " /nowhere/");
    Files.writeString(home.resolve("entrepot"), script);
    Outcome outcome = launch(Map.of("JAVA_HOME", old.toString()), "serve");
    assertEquals(1, outcome.code(), outcome.out());
    assertTrue(outcome.err().contains("no JDK 25 was found: install one"), outcome.err());
    assertEquals(1, outcome.err().lines().count());
  }

  @Test
  void javaHomeIsTakenWhenItIs25() throws Exception {
    Path java = fakeJava("jdk-25", "25.0.3");
    Outcome outcome = launch(Map.of("JAVA_HOME", java.toString()), "config", "--data", "a b");
    assertEquals(0, outcome.code(), outcome.err());
    List<String> arguments = outcome.out().lines().toList();
    assertEquals(
        List.of("io.entrepot.server.main.Main", "config", "--data", "a b"),
        arguments.subList(arguments.size() - 4, arguments.size()));
    assertTrue(arguments.contains(home + "/lib/one.jar:" + home + "/lib/two.jar"));
  }

  @Test
  void anOlderJavaHomeIsPassedOverForTheNextPlace() throws Exception {
    Path old = fakeJava("jdk-21", "21.0.2");
    Path java = fakeJava("jdk-25", "25");
    Outcome outcome =
        launch(Map.of("JAVA_HOME", old.toString(), "JDK25_HOME", java.toString()), "version");
    assertEquals(0, outcome.code(), outcome.err());
    assertTrue(outcome.out().endsWith("version\n"));
  }

  @Test
  void extraOptionsStandBehindTheUsualOnes() throws Exception {
    Path java = fakeJava("jdk-25", "25.0.3");
    Outcome outcome =
        launch(
            Map.of("JAVA_HOME", java.toString(), "ENTREPOT_JAVA_OPTS", "-Xmx1g -Dx=y"), "version");
    List<String> arguments = outcome.out().lines().toList();
    int usual = arguments.indexOf("-Xmx1g");
    assertTrue(usual > arguments.indexOf("-XX:+UseSerialGC"));
    assertEquals("-Dx=y", arguments.get(usual + 1));
  }

  @Test
  void theCacheIsPassedOnlyToTheJvmThatMadeItAndOnlyWhenNoJarIsNewer() throws Exception {
    Path java = fakeJava("jdk-25", "25.0.3");
    Map<String, String> environment = Map.of("JAVA_HOME", java.toString());
    Files.createDirectories(home.resolve("aot"));
    Files.writeString(home.resolve("aot/d.aot"), "");
    writeLaunch("25.0.3+9");
    String cache = "-XX:AOTCache=" + home + "/aot/d.aot";
    assertTrue(launch(environment, "serve").out().contains(cache));

    writeLaunch("25.0.2+1");
    assertFalse(launch(environment, "serve").out().contains("AOTCache"));

    writeLaunch("25.0.3+9");
    Files.setLastModifiedTime(
        home.resolve("lib/two.jar"), FileTime.from(Instant.now().plusSeconds(60)));
    assertFalse(launch(environment, "serve").out().contains("AOTCache"));
  }

  @Test
  void commandsHaveACacheOfTheirOwnAndOneCompiler() throws Exception {
    Path java = fakeJava("jdk-25", "25.0.3");
    Map<String, String> environment = Map.of("JAVA_HOME", java.toString());
    Files.createDirectories(home.resolve("aot"));
    Files.writeString(home.resolve("aot/d.aot"), "");
    writeLaunch("25.0.3+9");
    assertFalse(launch(environment, "user", "list").out().contains("AOTCache"));

    Files.writeString(home.resolve("aot/c.aot"), "");
    String cache = "-XX:AOTCache=" + home + "/aot/c.aot";
    for (String command : List.of("user", "docker-credential", "version")) {
      String out = launch(environment, command).out();
      assertTrue(out.contains(cache), out);
      assertTrue(out.contains("-XX:TieredStopAtLevel=1"), out);
    }
    for (String lasting : List.of("serve", "verify", "backup")) {
      String out = launch(environment, lasting).out();
      assertFalse(out.contains(cache) || out.contains("TieredStopAtLevel"), out);
    }
  }

  @Test
  void aLinkToTheLauncherFindsItsFolder() throws Exception {
    Path java = fakeJava("jdk-25", "25.0.3");
    Path link = Files.createSymbolicLink(folder.resolve("link"), home.resolve("entrepot"));
    Outcome outcome = run(link, Map.of("JAVA_HOME", java.toString()), "version");
    assertEquals(0, outcome.code(), outcome.err());
    assertTrue(outcome.out().contains(home + "/lib/one.jar"));
  }

  private void writeLaunch(String version) throws IOException {
    Files.writeString(
        home.resolve("launch"),
        """
        launch_java_home='/nowhere'
        launch_java_version='%s'
        launch_cache='d.aot'
        launch_command_cache='c.aot'
        """
            .formatted(version));
  }

  private Path fakeJava(String name, String version) throws IOException {
    Path java = folder.resolve(name);
    Files.createDirectories(java.resolve("bin"));
    Files.writeString(
        java.resolve("release"),
        "IMPLEMENTOR=\"Nobody\"\nJAVA_RUNTIME_VERSION=\"%1$s+9\"\nJAVA_VERSION=\"%1$s\"\n"
            .formatted(version));
    Path program = java.resolve("bin/java");
    Files.writeString(program, "#!/bin/sh\nprintf '%s\\n' \"$@\"\n");
    Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
    return java;
  }

  private record Outcome(int code, String out, String err) {}

  private Outcome launch(Map<String, String> environment, String... arguments) throws Exception {
    return run(home.resolve("entrepot"), environment, arguments);
  }

  private Outcome run(Path launcher, Map<String, String> environment, String... arguments)
      throws Exception {
    Path out = folder.resolve("out");
    Path err = folder.resolve("err");
    List<String> command = new ArrayList<>(List.of(launcher.toString()));
    command.addAll(List.of(arguments));
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectOutput(out.toFile()).redirectError(err.toFile());
    builder.environment().clear();
    builder.environment().put("PATH", "/usr/bin:/bin");
    builder.environment().putAll(environment);
    Process process = builder.start();
    assertTrue(process.waitFor(30, TimeUnit.SECONDS));
    return new Outcome(
        process.exitValue(),
        Files.readString(out, StandardCharsets.UTF_8),
        Files.readString(err, StandardCharsets.UTF_8));
  }
}
