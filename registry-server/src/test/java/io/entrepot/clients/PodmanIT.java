package io.entrepot.clients;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import org.junit.jupiter.api.Test;

/** Podman keeps its images in a store of the test's own. It knows no artifacts. */
@Tries(Client.PODMAN)
final class PodmanIT {
  private final Lab lab;
  private final Commands commands;
  private final Path store;

  PodmanIT(Lab lab) {
    this.lab = lab;
    this.commands = lab.commands("podman", Map.of());
    this.store = commands.folder().resolve("store");
  }

  @Test
  void pushes_and_pulls_an_image() {
    String id = podman("pull", "--quiet", "oci:" + lab.samples().image().folder() + ":v1");
    String pushed = push("push", id, lab.name("podman/image:v1"));
    assertEquals(pushed, lab.probe().digest("podman/image", "v1"));
    podman("rmi", "--force", id);
    assertEquals(id, podman("pull", "--quiet", "--tls-verify=false", lab.name("podman/image:v1")));
    assertEquals(pushed, podman("inspect", "--format", "{{.Digest}}", id));
    assertTrue(lab.probe().closure("podman/image", pushed).size() > Samples.AMD64.size());
    podman("rmi", "--force", id);
  }

  @Test
  void pulls_an_image_by_digest_that_another_client_pushed() {
    lab.probe().push("podman/foreign", "v1", lab.samples().image());
    String digest = lab.samples().image().digest();
    String name = lab.name("podman/foreign@" + digest);
    String id = podman("pull", "--quiet", "--tls-verify=false", name);
    assertEquals(digest, podman("inspect", "--format", "{{.Digest}}", id));
    podman("rmi", "--force", id);
  }

  @Test
  void pushes_an_index_with_all_its_platforms() {
    podman("manifest", "create", "platforms");
    String source = "oci:" + lab.samples().index().folder() + ":v1";
    podman("manifest", "add", "--all", "platforms", source);
    String target = "docker://" + lab.name("podman/index:v1");
    String pushed = push("manifest", "push", "--all", "platforms", target);
    assertEquals(pushed, lab.probe().digest("podman/index", "v1"));
    SortedSet<String> there = lab.probe().closure("podman/index", pushed);
    SortedSet<String> expected = lab.samples().index().digests();
    expected.remove(lab.samples().index().digest());
    expected.add(pushed);
    assertEquals(expected, there);
    String arm =
        podman(
            "pull", "--quiet", "--tls-verify=false", "--arch=arm64", lab.name("podman/index:v1"));
    assertEquals("arm64", podman("inspect", "--format", "{{.Architecture}}", arm));
  }

  private String push(String... arguments) {
    Path file = commands.folder().resolve("digest.txt");
    List<String> all = new ArrayList<>(List.of(arguments));
    int options = arguments[0].equals("manifest") ? 2 : 1;
    all.addAll(options, List.of("--tls-verify=false", "--digestfile", file.toString()));
    podman(all.toArray(String[]::new));
    return new String(OciLayout.read(file), UTF_8).strip();
  }

  private String podman(String... arguments) {
    List<String> all =
        new ArrayList<>(
            List.of(
                "--root=" + store.resolve("root"),
                "--runroot=" + store.resolve("run"),
                "--storage-driver=vfs",
                "--events-backend=none",
                "--cgroup-manager=cgroupfs"));
    all.addAll(List.of(arguments));
    return commands.run(Client.PODMAN, all.toArray(String[]::new));
  }
}
