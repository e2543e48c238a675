package io.entrepot.clients;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** An OCI image layout on disk: written here for clients to push, read here after they pulled. */
record OciLayout(Path folder) {
  static final JsonMapper JSON = new JsonMapper();
  private static final String REF_NAME = "org.opencontainers.image.ref.name";

  /** An empty layout. */
  static OciLayout create(Path folder) {
    OciLayout layout = new OciLayout(Workspace.make(folder));
    Workspace.make(layout.blobs());
    write(folder.resolve("oci-layout"), "{\"imageLayoutVersion\":\"1.0.0\"}".getBytes(UTF_8));
    return layout;
  }

  /** Stores a blob and returns its descriptor. */
  ObjectNode put(String mediaType, byte[] bytes) {
    String digest = Sha256.digest(bytes);
    write(blobs().resolve(digest.substring("sha256:".length())), bytes);
    return JSON.createObjectNode()
        .put("mediaType", mediaType)
        .put("digest", digest)
        .put("size", bytes.length);
  }

  ObjectNode put(String mediaType, JsonNode json) {
    return put(mediaType, JSON.writeValueAsBytes(json));
  }

  /** Makes the descriptor the one entry of the layout, under that tag. */
  void tag(ObjectNode descriptor, String tag) {
    ObjectNode entry = descriptor.deepCopy();
    entry.putObject("annotations").put(REF_NAME, tag);
    ObjectNode index = JSON.createObjectNode().put("schemaVersion", 2);
    index.putArray("manifests").add(entry);
    write(folder.resolve("index.json"), JSON.writeValueAsBytes(index));
  }

  /** The digest of the one entry. */
  String digest() {
    JsonNode index = JSON.readTree(read(folder.resolve("index.json")));
    ArrayNode manifests = index.required("manifests").asArray();
    if (manifests.size() != 1) {
      throw new AssertionError("one manifest expected in " + index);
    }
    return manifests.get(0).required("digest").asString();
  }

  /** The digests of all blobs, after checking that each file hashes to its name. */
  SortedSet<String> digests() {
    SortedSet<String> digests = new TreeSet<>();
    try (Stream<Path> files = Files.list(blobs())) {
      for (Path file : files.toList()) {
        String digest = Sha256.digest(file);
        if (!digest.equals("sha256:" + file.getFileName())) {
          throw new AssertionError(file + " has the digest " + digest);
        }
        digests.add(digest);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return digests;
  }

  byte[] blob(String digest) {
    return read(blobs().resolve(digest.substring("sha256:".length())));
  }

  /** The same layout as a tar file beside the folder. */
  Path archive() {
    Path tar = Path.of(folder + ".tar");
    if (!Files.exists(tar)) {
      new Commands(folder, Map.of())
          .run("tar", "-cf", tar.toString(), "blobs", "index.json", "oci-layout");
    }
    return tar;
  }

  static byte[] gzip(byte[] bytes) {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
      gzip.write(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return packed.toByteArray();
  }

  static byte[] read(Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Path blobs() {
    return folder.resolve("blobs/sha256");
  }

  private static void write(Path file, byte[] bytes) {
    try {
      Files.write(file, bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
