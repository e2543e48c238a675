package io.entrepot.server.contract;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.entrepot.server.main.RunningRegistry;
import io.entrepot.storage.registry.SparseManifests;
import io.entrepot.storage.registry.StorageSettings;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Runs the distribution specification's own conformance program, every optional part of it switched
 * on, where a program named {@code oci-conformance} is on the PATH. It leaves its reports in {@code
 * target/conformance}.
 */
final class ConformanceIT {
  private static final String PROGRAM = "oci-conformance";
  private static final int LEAST_CHECKS = 900;
  private static final long MINUTES = 5;
  private static final Pattern COUNT = Pattern.compile("  (\\w+)\\.+: +(\\d+)");

  /** What the program leaves out unless it is told. */
  private static final List<String> SWITCHED_ON =
      List.of(
          "OCI_API_PULL",
          "OCI_API_PUSH",
          "OCI_API_BLOBS_ATOMIC",
          "OCI_API_BLOBS_DELETE",
          "OCI_API_BLOBS_DIGEST_HEADER",
          "OCI_API_BLOBS_MOUNT_ANONYMOUS",
          "OCI_API_BLOBS_UPLOAD_CANCEL",
          "OCI_API_MANIFESTS_ATOMIC",
          "OCI_API_MANIFESTS_DELETE",
          "OCI_API_MANIFESTS_DIGEST_HEADER",
          "OCI_API_MANIFESTS_TAG_PARAM",
          "OCI_API_TAGS_ATOMIC",
          "OCI_API_TAGS_DELETE",
          "OCI_API_TAGS_LIST",
          "OCI_API_REFERRER",
          "OCI_DATA_IMAGE",
          "OCI_DATA_INDEX",
          "OCI_DATA_INDEX_LIST",
          "OCI_DATA_ARTIFACT",
          "OCI_DATA_SUBJECT",
          "OCI_DATA_SUBJECT_MISSING",
          "OCI_DATA_ARTIFACT_LIST",
          "OCI_DATA_SUBJECT_LIST",
          "OCI_DATA_DATA_FIELD",
          "OCI_DATA_NONDISTRIBUTABLE",
          "OCI_DATA_CUSTOM_FIELDS",
          "OCI_DATA_NO_LAYERS",
          "OCI_DATA_EMPTY_BLOB",
          "OCI_DATA_SHA512");

  @ParameterizedTest
  @CsvSource({"stable, NONE", "dev, NONE", "stable, IMAGE", "dev, IMAGE"})
  void the_conformance_program_finds_no_failure_and_skips_nothing(
      String version, SparseManifests sparse, @TempDir Path data) throws Exception {
    Optional<Path> program = onPath();
    if (program.isEmpty()) {
      System.out.println(
          "NOT RUN: the conformance program; put "
              + PROGRAM
              + " on the PATH, see docs/conformance.md");
    }
    Assumptions.assumeTrue(program.isPresent(), PROGRAM + " is not on the PATH");
    Path results = Path.of("target", "conformance", version + "-" + sparse).toAbsolutePath();
    Files.createDirectories(results);
    try (RunningRegistry registry =
        RunningRegistry.start(data, StorageSettings.defaults().withSparse(sparse))) {
      run(program.get(), version, sparse, registry, results);
    }
    String report = Files.readString(results.resolve("report.txt"));
    Map<String, Integer> counts = counts(report);
    System.out.println("conformance " + version + ", sparse " + sparse + ": " + counts);
    assertTrue(report.contains("OCI Conformance Result: Pass\n"), report);
    assertTrue(counts.getOrDefault("Pass", 0) > LEAST_CHECKS, report);
    assertEquals(counts.getOrDefault("Total", 0), counts.getOrDefault("Pass", 0), report);
  }

  private static Optional<Path> onPath() {
    for (String folder : System.getenv().getOrDefault("PATH", "").split(File.pathSeparator, -1)) {
      Path program = Path.of(folder, PROGRAM);
      if (Files.isExecutable(program)) {
        return Optional.of(program);
      }
    }
    return Optional.empty();
  }

  private static void run(
      Path program, String version, SparseManifests sparse, RunningRegistry registry, Path results)
      throws IOException, InterruptedException {
    ProcessBuilder builder =
        new ProcessBuilder(program.toString())
            .directory(results.toFile())
            .redirectErrorStream(true)
            .redirectOutput(results.resolve("report.txt").toFile());
    Map<String, String> environment = builder.environment();
    environment.put("OCI_REGISTRY", "127.0.0.1:" + registry.address().getPort());
    environment.put("OCI_TLS", "disabled");
    environment.put("OCI_VERSION", version);
    environment.put("OCI_RESULTS_DIR", results.toString());
    environment.put("OCI_DATA_SPARSE", Boolean.toString(sparse == SparseManifests.IMAGE));
    SWITCHED_ON.forEach(name -> environment.put(name, "true"));
    Process process = builder.start();
    try {
      assertTrue(process.waitFor(MINUTES, TimeUnit.MINUTES), "the program did not end");
      String report = Files.readString(results.resolve("report.txt"), UTF_8);
      assertEquals(0, process.exitValue(), report);
    } finally {
      process.destroyForcibly();
    }
  }

  /** The table of counts under the result's line. */
  private static Map<String, Integer> counts(String report) {
    Map<String, Integer> counts = new TreeMap<>();
    report
        .lines()
        .dropWhile(line -> !line.startsWith("OCI Conformance Result:"))
        .skip(1)
        .takeWhile(line -> !line.isBlank())
        .map(COUNT::matcher)
        .filter(Matcher::matches)
        .forEach(line -> counts.put(line.group(1), Integer.parseInt(line.group(2))));
    return counts;
  }
}
