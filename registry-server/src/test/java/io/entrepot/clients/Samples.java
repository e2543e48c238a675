package io.entrepot.clients;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.file.Path;
import java.util.List;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What the clients push, each as an OCI layout: an image of four layers, one of one layer, an index
 * of two platforms, and an artifact whose subject is the image. Every layer is one Debian package;
 * the second platform holds packages that run anywhere.
 *
 * @param image tagged {@code v1}
 * @param small an image of one layer, tagged {@code v1}
 * @param index tagged {@code v1}
 * @param artifact tagged {@code sbom}, of the type {@link #ARTIFACT_TYPE}
 */
record Samples(OciLayout image, OciLayout small, OciLayout index, OciLayout artifact) {
  static final String ARTIFACT_TYPE = "application/vnd.example.sbom.v1";
  static final List<String> AMD64 = List.of("base-files", "busybox-static", "netbase", "tzdata");
  static final List<String> ARM64 = List.of("netbase", "ca-certificates");

  private static final String MANIFEST = "application/vnd.oci.image.manifest.v1+json";
  private static final String INDEX = "application/vnd.oci.image.index.v1+json";
  private static final String CONFIG = "application/vnd.oci.image.config.v1+json";
  private static final String LAYER = "application/vnd.oci.image.layer.v1.tar+gzip";
  private static final String EMPTY = "application/vnd.oci.empty.v1+json";

  static Samples make(Path folder, DebianPackages packages) {
    OciLayout image = OciLayout.create(folder.resolve("image"));
    ObjectNode single = putImage(image, packages, "amd64", AMD64);
    image.tag(single, "v1");
    OciLayout small = OciLayout.create(folder.resolve("small"));
    small.tag(putImage(small, packages, "amd64", List.of("netbase")), "v1");
    return new Samples(image, small, makeIndex(folder, packages), makeArtifact(folder, single));
  }

  private static OciLayout makeIndex(Path folder, DebianPackages packages) {
    OciLayout layout = OciLayout.create(folder.resolve("index"));
    ObjectNode index = OciLayout.JSON.createObjectNode();
    index.put("schemaVersion", 2).put("mediaType", INDEX);
    ArrayNode manifests = index.putArray("manifests");
    manifests.add(forPlatform(putImage(layout, packages, "amd64", AMD64), "amd64"));
    manifests.add(forPlatform(putImage(layout, packages, "arm64", ARM64), "arm64"));
    layout.tag(layout.put(INDEX, index), "v1");
    return layout;
  }

  private static ObjectNode forPlatform(ObjectNode descriptor, String architecture) {
    descriptor.putObject("platform").put("architecture", architecture).put("os", "linux");
    return descriptor;
  }

  private static OciLayout makeArtifact(Path folder, ObjectNode subject) {
    OciLayout layout = OciLayout.create(folder.resolve("artifact"));
    ObjectNode manifest = OciLayout.JSON.createObjectNode();
    manifest.put("schemaVersion", 2).put("mediaType", MANIFEST).put("artifactType", ARTIFACT_TYPE);
    manifest.set("config", layout.put(EMPTY, "{}".getBytes(UTF_8)));
    String packages = "{\"packages\":[\"" + String.join("\",\"", AMD64) + "\"]}";
    manifest.putArray("layers").add(layout.put(ARTIFACT_TYPE + "+json", packages.getBytes(UTF_8)));
    manifest.set("subject", subject);
    layout.tag(layout.put(MANIFEST, manifest), "sbom");
    return layout;
  }

  private static ObjectNode putImage(
      OciLayout layout, DebianPackages packages, String architecture, List<String> names) {
    ObjectNode config = OciLayout.JSON.createObjectNode();
    config.put("architecture", architecture).put("os", "linux");
    config.putObject("config").putArray("Cmd").add("/bin/busybox").add("sh");
    ObjectNode rootfs = config.putObject("rootfs").put("type", "layers");
    ArrayNode diffIds = rootfs.putArray("diff_ids");
    ObjectNode manifest = OciLayout.JSON.createObjectNode();
    manifest.put("schemaVersion", 2).put("mediaType", MANIFEST);
    ArrayNode layers = OciLayout.JSON.createArrayNode();
    for (String name : names) {
      byte[] tar = OciLayout.read(packages.tar(name));
      diffIds.add(Sha256.digest(tar));
      layers.add(layout.put(LAYER, OciLayout.gzip(tar)));
    }
    manifest.set("config", layout.put(CONFIG, config));
    manifest.set("layers", layers);
    return layout.put(MANIFEST, manifest);
  }
}
