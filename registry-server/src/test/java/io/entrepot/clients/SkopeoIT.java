package io.entrepot.clients;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

@Tries(Client.SKOPEO)
final class SkopeoIT {
  private final Lab lab;
  private final Commands commands;

  SkopeoIT(Lab lab) {
    this.lab = lab;
    this.commands = lab.commands("skopeo", Map.of());
  }

  @Test
  void copies_an_image_there_and_back() {
    roundTrip(lab.samples().image(), "v1", "skopeo/image:v1");
  }

  @Test
  void copies_an_index_with_all_its_platforms() {
    roundTrip(lab.samples().index(), "v1", "skopeo/index:v1");
  }

  @Test
  void copies_an_artifact_that_refers_to_an_image() {
    String image = roundTrip(lab.samples().image(), "v1", "skopeo/referred:v1");
    String artifact = roundTrip(lab.samples().artifact(), "sbom", "skopeo/referred:sbom");
    assertEquals(List.of(artifact), lab.probe().referrers("skopeo/referred", image));
  }

  @Test
  void inspects_an_image() {
    push(lab.samples().image(), "v1", "skopeo/inspected:v1");
    String answer = skopeo("inspect", "--tls-verify=false", docker("skopeo/inspected:v1"));
    JsonNode image = OciLayout.JSON.readTree(answer);
    assertEquals(lab.samples().image().digest(), image.required("Digest").asString());
    assertEquals("v1", image.required("RepoTags").get(0).asString());
    assertEquals(Samples.AMD64.size(), image.required("Layers").size());
  }

  @Test
  void syncs_a_repository_to_another_place() {
    push(lab.samples().index(), "v1", "skopeo/synced:v1");
    push(lab.samples().image(), "v1", "skopeo/synced:v2");
    skopeo(
        "sync",
        "--all",
        "--src=docker",
        "--dest=docker",
        "--src-tls-verify=false",
        "--dest-tls-verify=false",
        lab.name("skopeo/synced"),
        lab.name("skopeo/mirror"));
    assertEquals(List.of("v1", "v2"), lab.probe().tags("skopeo/mirror/synced"));
    assertEquals(lab.samples().index().digest(), lab.probe().digest("skopeo/mirror/synced", "v1"));
    assertEquals(
        lab.samples().index().digests(),
        lab.probe().closure("skopeo/mirror/synced", lab.samples().index().digest()));
  }

  @Test
  void deletes_an_image() {
    push(lab.samples().image(), "v1", "skopeo/deleted:v1");
    assertTrue(lab.probe().has("skopeo/deleted", "v1"));
    skopeo("delete", "--tls-verify=false", docker("skopeo/deleted:v1"));
    assertFalse(lab.probe().has("skopeo/deleted", "v1"));
    assertFalse(lab.probe().has("skopeo/deleted", lab.samples().image().digest()));
  }

  /** Pushes and pulls; compares the digests and every blob of both ends. */
  private String roundTrip(OciLayout layout, String tag, String name) {
    push(layout, tag, name);
    String repository = name.substring(0, name.indexOf(':'));
    assertEquals(layout.digest(), lab.probe().digest(repository, tag));
    OciLayout back = new OciLayout(lab.folder("skopeo").resolve(name.replace(':', '-')));
    Workspace.make(back.folder());
    skopeo(
        "copy",
        "--all",
        "--src-tls-verify=false",
        docker(name),
        "oci:" + back.folder() + ":" + tag);
    assertEquals(layout.digest(), back.digest());
    assertEquals(layout.digests(), back.digests());
    return layout.digest();
  }

  private void push(OciLayout layout, String tag, String name) {
    String source = "oci:" + layout.folder() + ":" + tag;
    skopeo("copy", "--all", "--dest-tls-verify=false", source, docker(name));
  }

  private String skopeo(String... arguments) {
    return commands.run(Client.SKOPEO, arguments);
  }

  private String docker(String name) {
    return "docker://" + lab.name(name);
  }
}
