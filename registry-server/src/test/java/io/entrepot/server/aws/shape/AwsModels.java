package io.entrepot.server.aws.shape;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The models of AWS's services as botocore publishes them. {@code BOTO_HOME} names the Python
 * environment in which the test set-up installed it; without it the set-up's own place is tried.
 */
public final class AwsModels {
  /** Of botocore, so that the models are the same for everybody. */
  public static final String VERSION = "1.43.107";

  /** Services that are spoken to here. */
  public static final List<String> SERVICES = List.of("ecr", "ecr-public", "sts", "iam");

  private AwsModels() {}

  /** Where Python and its packages are; empty when they are not installed. */
  public static Optional<Path> home() {
    return Stream.of(
            Optional.ofNullable(System.getenv("BOTO_HOME")).map(Path::of),
            Optional.ofNullable(System.getenv("HOME"))
                .map(home -> Path.of(home, ".cache", "entrepot-ci", "boto3-" + VERSION)))
        .flatMap(Optional::stream)
        .filter(folder -> Files.exists(folder.resolve("complete")))
        .findFirst();
  }

  /** Whether tests may do without them. */
  public static boolean required() {
    return "true".equals(System.getenv("CI"));
  }

  /** A service's model. */
  public static JsonNode of(String service) {
    try (Stream<Path> versions = Files.list(data().resolve(service));
        InputStream file =
            Files.newInputStream(
                versions.sorted().toList().getLast().resolve("service-2.json.gz"));
        InputStream text = new GZIPInputStream(file)) {
      return JsonMapper.shared().readTree(text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Path data() throws IOException {
    Path libraries = home().orElseThrow().resolve("lib");
    try (Stream<Path> pythons = Files.list(libraries)) {
      return pythons.findFirst().orElseThrow().resolve("site-packages/botocore/data");
    }
  }
}
