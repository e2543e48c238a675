package io.entrepot.crash;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.entrepot.storage.metadata.SqliteDatabase;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Compares what a store has with what its manifests name. */
final class StoreAudit {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private StoreAudit() {}

  /**
   * The blobs that all manifests of each repository name, by pulling each with all that it names.
   *
   * @param losses takes what is not there, or is not whole
   */
  static Map<String, Set<String>> namedBlobs(RegistryClient client, List<String> losses)
      throws IOException, InterruptedException {
    Map<String, Set<String>> all = new TreeMap<>();
    for (String repository : repositories(client)) {
      Set<String> named = new TreeSet<>();
      all.put(repository, named);
      WholePull pull = new WholePull(client, repository, losses);
      for (String digest : images(client, repository)) {
        pull.manifest(digest);
        HttpResponse<byte[]> manifest = client.get("/v2/" + repository + "/manifests/" + digest);
        named.addAll(Documents.blobs(manifest.body()));
      }
    }
    return all;
  }

  private static List<String> repositories(RegistryClient client)
      throws IOException, InterruptedException {
    return list(client, "DescribeRepositories", "{\"maxResults\":1000}", "repositories").stream()
        .map(each -> each.path("repositoryName").asString(""))
        .toList();
  }

  /** The digests of all manifests, tagged or not. */
  static Set<String> images(RegistryClient client, String repository)
      throws IOException, InterruptedException {
    String input = "{\"repositoryName\":\"" + repository + "\",\"maxResults\":1000}";
    Set<String> digests = new HashSet<>();
    list(client, "ListImages", input, "imageIds")
        .forEach(each -> digests.add(each.path("imageDigest").asString("")));
    return digests;
  }

  private static List<JsonNode> list(
      RegistryClient client, String operation, String input, String member)
      throws IOException, InterruptedException {
    JsonNode answer = JSON.readTree(client.operate("ecr", operation, input));
    if (answer.has("nextToken")) {
      throw new AssertionError(operation + " has more than one page");
    }
    return answer.path(member).valueStream().toList();
  }

  /** What the rows of a stopped store say that is not to be, when these blobs are named. */
  static List<String> wrongRows(Path data, Set<String> named) {
    List<String> wrong = new ArrayList<>();
    Set<String> rows = new TreeSet<>(texts(data, "SELECT digest FROM blob"));
    differences("a blob's row", rows, named, wrong);
    texts(data, "SELECT digest FROM blob_removal")
        .forEach(digest -> wrong.add(digest + " is still to be deleted"));
    return wrong;
  }

  /** Those that are still to be cleared away. */
  static List<String> deletedRepositories(Path data) {
    return texts(data, "SELECT name FROM repository WHERE registry = ''");
  }

  /** Those that expired and can still be brought back. */
  static List<String> expiredImages(Path data) {
    return texts(data, "SELECT manifest FROM expired_image");
  }

  /** The files that rows name, as {@link #files} tells them. */
  static Set<String> namedFiles(Path data) {
    return new TreeSet<>(
        texts(
            data,
            "SELECT 'blobs/sha256/' || SUBSTR(digest, 8, 2) || '/' || SUBSTR(digest, 8) || '.'"
                + " || generation FROM blob WHERE generation IS NOT NULL"
                + " UNION ALL SELECT 'uploads/' || id FROM upload WHERE content IS NULL"));
  }

  private static List<String> texts(Path data, String query) {
    List<String> texts = new ArrayList<>();
    String database = "jdbc:sqlite:" + data.resolve(SqliteDatabase.FILE_NAME);
    try (Connection connection = DriverManager.getConnection(database);
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(query)) {
      while (rows.next()) {
        texts.add(rows.getString(1));
      }
      return texts;
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
  }

  /** All files below blobs/ and uploads/, by their names in the data folder. */
  static Set<String> files(Path data) throws IOException {
    Set<String> files = new TreeSet<>();
    for (String folder : List.of("blobs", "uploads")) {
      try (Stream<Path> walk = Files.walk(data.resolve(folder))) {
        walk.filter(Files::isRegularFile)
            .forEach(file -> files.add(data.relativize(file).toString()));
      }
    }
    return files;
  }

  /** Adds what is only in one of the sets. */
  static void differences(
      String what, Set<String> found, Set<String> expected, List<String> differences) {
    found.stream()
        .filter(each -> !expected.contains(each))
        .forEach(each -> differences.add(what + " that nothing names: " + each));
    expected.stream()
        .filter(each -> !found.contains(each))
        .forEach(each -> differences.add(what + " is missing: " + each));
  }

  /** What {@code entrepot verify} finds, a line each. */
  static List<String> findings(Path data, Path log, String... options)
      throws IOException, InterruptedException {
    List<String> arguments = new ArrayList<>(List.of("verify", "--output", "json"));
    arguments.addAll(List.of("--data", data.toString()));
    arguments.addAll(List.of(options));
    int code = KillableServer.run(log, arguments.toArray(String[]::new));
    List<String> lines = Files.readString(log, UTF_8).lines().toList();
    List<String> findings = new ArrayList<>();
    lines.stream().filter(line -> line.startsWith("{\"finding\"")).forEach(findings::add);
    boolean whole =
        lines.stream().anyMatch(line -> line.contains("\"foreignGaps\":0,\"sparseGaps\":0,"));
    if (code != 0 || !whole) {
      findings.add("exit code " + code + ": " + lines);
    }
    return findings;
  }
}
