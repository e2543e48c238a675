package io.entrepot.clients;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** containerd's own client, with a containerd of the test's own. */
@Tries({Client.CTR, Client.CONTAINERD})
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class CtrIT {
  private final Lab lab;
  private final Commands commands;
  private final Containerd containerd;

  CtrIT(Lab lab) {
    this.lab = lab;
    this.commands = lab.commands("ctr", Map.of());
    this.containerd = new Containerd(commands.folder());
  }

  @BeforeAll
  void startContainerd() {
    containerd.start();
  }

  @AfterAll
  void stopContainerd() {
    containerd.close();
  }

  @Test
  void pushes_and_pulls_an_image() {
    roundTrip(lab.samples().image(), "ctr/image", "v1");
  }

  @Test
  void pushes_and_pulls_an_index_with_all_its_platforms() {
    roundTrip(lab.samples().index(), "ctr/index", "v1");
  }

  @Test
  void pushes_and_pulls_an_artifact_that_refers_to_an_image() {
    roundTrip(lab.samples().image(), "ctr/referred", "v1");
    roundTrip(lab.samples().artifact(), "ctr/referred", "sbom");
    assertEquals(
        List.of(lab.samples().artifact().digest()),
        lab.probe().referrers("ctr/referred", lab.samples().image().digest()));
  }

  @Test
  void unpacks_an_image_for_this_machine() {
    lab.probe().push("ctr/foreign", "v1", lab.samples().index());
    String name = lab.name("ctr/foreign:v1");
    ctr("unpacked", "images", "pull", "--plain-http", "--platform=linux/amd64", name);
    assertTrue(ctr("unpacked", "images", "check").contains("complete"));
  }

  /** Pushes from one namespace and fetches into another, which shares no content with it. */
  private void roundTrip(OciLayout layout, String repository, String tag) {
    String name = lab.name(repository + ":" + tag);
    String archive = layout.archive().toString();
    ctr(
        "from",
        "images",
        "import",
        "--all-platforms",
        "--no-unpack",
        "--base-name=" + lab.name(repository),
        archive);
    ctr("from", "images", "push", "--plain-http", name);
    assertEquals(layout.digest(), lab.probe().digest(repository, tag));
    assertTrue(lab.probe().closure(repository, layout.digest()).containsAll(layout.digests()));
    ctr("to", "content", "fetch", "--plain-http", "--all-platforms", name);
    assertTrue(ctr("to", "images", "list").contains(name));
    List<String> pulled = ctr("to", "content", "list", "--quiet").lines().toList();
    assertTrue(pulled.containsAll(layout.digests()));
  }

  private String ctr(String namespace, String... arguments) {
    List<String> all =
        new ArrayList<>(List.of("--address=" + containerd.socket(), "--namespace=" + namespace));
    all.addAll(List.of(arguments));
    return commands.run(Client.CTR, all.toArray(String[]::new));
  }
}
