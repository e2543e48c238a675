package io.entrepot.clients;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * The Docker engine builds an image from Debian packages, one layer each. It knows no artifacts.
 */
@Tries(Client.DOCKER)
final class DockerIT {
  private final Lab lab;
  private final DockerEngine engine;

  DockerIT(Lab lab) {
    this.lab = lab;
    this.engine = lab.engine();
  }

  @Test
  void pushes_and_pulls_an_image_of_several_layers_and_runs_it() throws IOException {
    String image = lab.name("docker/image:v1");
    build(image, Samples.AMD64);
    String id = engine.docker("inspect", "--format", "{{.Id}}", image);
    String pushed = push(image);
    assertEquals(pushed, lab.probe().digest("docker/image", "v1"));
    assertEquals(
        Samples.AMD64.size(), lab.probe().manifest("docker/image", "v1").required("layers").size());
    engine.docker("rmi", image);
    String pulled = engine.docker("pull", image);
    assertTrue(pulled.contains("Digest: " + pushed), pulled);
    assertEquals(id, engine.docker("inspect", "--format", "{{.Id}}", image));
    String said = engine.docker("run", "--rm", "--network=none", image, "busybox", "echo", "hello");
    assertEquals("hello", said);
    engine.docker("rmi", image);
  }

  @Test
  void pushes_a_second_image_that_shares_layers_with_the_first() throws IOException {
    String first = lab.name("docker/shared-first:v1");
    String second = lab.name("docker/shared-second:v1");
    build(first, List.of("base-files", "busybox-static"));
    build(second, List.of("base-files", "busybox-static", "netbase"));
    push(first);
    String digest = push(second);
    assertEquals(5, lab.probe().closure("docker/shared-second", digest).size());
    engine.docker("rmi", first, second);
  }

  @Test
  void pushes_a_manifest_list_of_two_platforms() throws IOException {
    List<String> images = List.of(lab.name("docker/list:amd64"), lab.name("docker/list:arm64"));
    build(images.get(0), Samples.AMD64);
    build(images.get(1), Samples.ARM64);
    images.forEach(this::push);
    String list = lab.name("docker/list:v1");
    engine.docker("manifest", "create", "--insecure", list, images.get(0), images.get(1));
    engine.docker("manifest", "annotate", "--arch=arm64", list, images.get(1));
    String pushed = engine.docker("manifest", "push", "--insecure", list);
    String digest = lab.probe().digest("docker/list", "v1");
    assertTrue(pushed.endsWith(digest), pushed);
    assertEquals(2, lab.probe().manifest("docker/list", "v1").required("manifests").size());
    assertTrue(engine.docker("pull", list).contains("Digest: " + digest));
    engine.docker("rmi", list, images.get(0), images.get(1));
  }

  @Test
  void pulls_an_oci_index_that_another_client_pushed() {
    lab.probe().push("docker/foreign", "v1", lab.samples().index());
    String pulled = engine.docker("pull", lab.name("docker/foreign:v1"));
    assertTrue(pulled.contains("Digest: " + lab.samples().index().digest()), pulled);
    engine.docker("rmi", lab.name("docker/foreign:v1"));
  }

  private void build(String image, List<String> packages) throws IOException {
    Path context = lab.folder("docker-build-" + String.join("-", packages));
    List<String> lines = new ArrayList<>(List.of("FROM scratch"));
    for (String name : packages) {
      Path tar = context.resolve(name + ".tar");
      if (!Files.exists(tar)) {
        Files.copy(lab.packages().tar(name), tar);
      }
      lines.add("ADD " + name + ".tar /");
    }
    lines.add("ENV PATH=/bin");
    Files.write(context.resolve("Dockerfile"), String.join("\n", lines).getBytes(UTF_8));
    engine.docker("build", "--quiet", "--tag", image, context.toString());
  }

  /** Pushes and returns the digest that the engine reports. */
  private String push(String image) {
    String said = engine.docker("push", image);
    int start = said.indexOf("digest: sha256:") + "digest: ".length();
    return said.substring(start, start + "sha256:".length() + 64);
  }
}
