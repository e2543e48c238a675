package io.entrepot.crash;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Manifests and indexes as texts: makes them, and reads what they name. */
final class Documents {
  static final String IMAGE = "application/vnd.oci.image.manifest.v1+json";
  static final String INDEX = "application/vnd.oci.image.index.v1+json";

  private static final String CONFIG = "application/vnd.oci.image.config.v1+json";
  private static final String LAYER = "application/vnd.oci.image.layer.v1.tar";
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private Documents() {}

  /**
   * An image.
   *
   * @param subject the manifest that it refers to
   */
  static byte[] image(byte[] config, List<byte[]> layers, Optional<byte[]> subject) {
    return """
    {"schemaVersion":2,"mediaType":"%s",%s
     "config":%s,
     "layers":[%s]}
    """
        .formatted(
            IMAGE,
            subject.map(it -> "\"subject\":" + descriptor(IMAGE, it) + ",").orElse(""),
            descriptor(CONFIG, config),
            descriptors(LAYER, layers))
        .getBytes(UTF_8);
  }

  static byte[] index(List<byte[]> children) {
    return """
    {"schemaVersion":2,"mediaType":"%s","manifests":[%s]}
    """
        .formatted(INDEX, descriptors(IMAGE, children))
        .getBytes(UTF_8);
  }

  private static String descriptors(String type, List<byte[]> contents) {
    return contents.stream().map(it -> descriptor(type, it)).collect(Collectors.joining(","));
  }

  private static String descriptor(String type, byte[] content) {
    return "{\"mediaType\":\"%s\",\"digest\":\"%s\",\"size\":%d}"
        .formatted(type, RegistryClient.digest(content), content.length);
  }

  static String mediaType(byte[] document) {
    return JSON.readTree(document).path("mediaType").asString("");
  }

  /** The blobs that an image consists of; none of an index. */
  static List<String> blobs(byte[] document) {
    JsonNode image = JSON.readTree(document);
    List<String> blobs = new ArrayList<>(digests(image.path("layers")));
    if (image.has("config")) {
      blobs.add(image.path("config").path("digest").asString(""));
    }
    return blobs;
  }

  /** The manifests that an index consists of; none of an image. */
  static List<String> children(byte[] document) {
    return digests(JSON.readTree(document).path("manifests"));
  }

  private static List<String> digests(JsonNode descriptors) {
    return descriptors.valueStream().map(it -> it.path("digest").asString("")).toList();
  }
}
