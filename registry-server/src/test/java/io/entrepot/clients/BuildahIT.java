package io.entrepot.clients;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import org.junit.jupiter.api.Test;

/** Buildah builds from Debian packages, one layer each, in a store of the test's own. */
@Tries(Client.BUILDAH)
final class BuildahIT {
  private final Lab lab;
  private final Commands commands;
  private final Path store;

  BuildahIT(Lab lab) {
    this.lab = lab;
    this.commands = lab.commands("buildah", Map.of());
    this.store = commands.folder().resolve("store");
  }

  @Test
  void builds_pushes_and_pulls_an_image_of_several_layers() {
    String base = "scratch";
    for (String name : Samples.AMD64) {
      String container = buildah("from", base);
      buildah("add", container, lab.packages().tar(name).toString(), "/");
      base = buildah("commit", "--quiet", "--rm", container, "built-" + name);
    }
    String pushed = push("push", base, "docker://" + lab.name("buildah/image:v1"));
    assertEquals(pushed, lab.probe().digest("buildah/image", "v1"));
    assertEquals(
        Samples.AMD64.size(),
        lab.probe().manifest("buildah/image", "v1").required("layers").size());
    lab.probe().closure("buildah/image", pushed);
    buildah("rmi", "--all", "--force");
    String pulled = buildah("pull", "--quiet", "--tls-verify=false", lab.name("buildah/image:v1"));
    assertEquals(base, pulled);
    assertEquals(
        pushed, buildah("inspect", "--type=image", "--format", "{{.FromImageDigest}}", pulled));
  }

  @Test
  void pushes_an_image_in_dockers_format() {
    String id = buildah("pull", "--quiet", "oci:" + lab.samples().image().folder() + ":v1");
    String target = "docker://" + lab.name("buildah/docker:v1");
    String pushed = push("push", "--format=v2s2", id, target);
    assertEquals(pushed, lab.probe().digest("buildah/docker", "v1"));
    assertEquals(
        "application/vnd.docker.distribution.manifest.v2+json",
        lab.probe().manifest("buildah/docker", "v1").required("mediaType").asString());
  }

  @Test
  void pushes_an_index_with_all_its_platforms() {
    buildah("manifest", "create", "platforms");
    String source = "oci:" + lab.samples().index().folder() + ":v1";
    buildah("manifest", "add", "--all", "platforms", source);
    String target = "docker://" + lab.name("buildah/index:v1");
    String pushed = push("manifest", "push", "--all", "platforms", target);
    assertEquals(pushed, lab.probe().digest("buildah/index", "v1"));
    SortedSet<String> expected = lab.samples().index().digests();
    expected.remove(lab.samples().index().digest());
    expected.add(pushed);
    assertEquals(expected, lab.probe().closure("buildah/index", pushed));
    String name = lab.name("buildah/index:v1");
    String arm = buildah("pull", "--quiet", "--tls-verify=false", "--arch=arm64", name);
    assertEquals(
        "arm64", buildah("inspect", "--type=image", "--format={{.OCIv1.Architecture}}", arm));
  }

  private String push(String... arguments) {
    Path file = commands.folder().resolve("digest.txt");
    List<String> all = new ArrayList<>(List.of(arguments));
    int options = arguments[0].equals("manifest") ? 2 : 1;
    all.addAll(options, List.of("--tls-verify=false", "--digestfile", file.toString()));
    buildah(all.toArray(String[]::new));
    return new String(OciLayout.read(file), UTF_8).strip();
  }

  private String buildah(String... arguments) {
    List<String> all =
        new ArrayList<>(
            List.of(
                "--root=" + store.resolve("root"),
                "--runroot=" + store.resolve("run"),
                "--storage-driver=vfs"));
    all.addAll(List.of(arguments));
    return commands.run(Client.BUILDAH, all.toArray(String[]::new));
  }
}
