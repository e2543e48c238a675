package io.entrepot.clients;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

@Tries(Client.REGCTL)
final class RegctlIT {
  private final Lab lab;
  private final Commands commands;

  RegctlIT(Lab lab) {
    this.lab = lab;
    this.commands = lab.commands("regctl", Map.of());
  }

  @Test
  void copies_an_image_there_and_back() {
    roundTrip(lab.samples().image(), "v1", "regctl/image:v1");
  }

  @Test
  void copies_an_index_there_and_back() {
    roundTrip(lab.samples().index(), "v1", "regctl/index:v1");
  }

  @Test
  void copies_an_image_together_with_its_referrers() {
    roundTrip(lab.samples().image(), "v1", "regctl/referred:v1");
    push(lab.samples().artifact(), "sbom", "regctl/referred:sbom");
    regctl(
        "image", "copy", "--referrers", lab.name("regctl/referred:v1"), lab.name("regctl/with:v1"));
    assertEquals(
        List.of(lab.samples().artifact().digest()),
        lab.probe().referrers("regctl/with", lab.samples().image().digest()));
    assertEquals(List.of("v1"), lab.probe().tags("regctl/with"));
  }

  @Test
  void puts_an_artifact_on_an_image_and_lists_it_by_type() {
    roundTrip(lab.samples().image(), "v1", "regctl/artifact:v1");
    String file = "--file=" + lab.packages().tar("netbase");
    String type = "application/vnd.example.files";
    String image = lab.name("regctl/artifact:v1");
    String ofType = "--artifact-type=" + type;
    regctl("artifact", "put", ofType, file, "--file-title", "--strip-dirs", "--subject", image);
    String body = "{{json .}}";
    String listed =
        regctl("artifact", "list", "--filter-artifact-type", type, "--format", body, image);
    JsonNode descriptors = OciLayout.JSON.readTree(listed).required("descriptors");
    assertEquals(1, descriptors.size());
    String digest = descriptors.get(0).required("digest").asString();
    assertEquals(
        List.of(digest), lab.probe().referrers("regctl/artifact", lab.samples().image().digest()));
    regctl("artifact", "get", "--output", ".", lab.name("regctl/artifact@" + digest));
    assertEquals(
        Sha256.digest(lab.packages().tar("netbase")),
        Sha256.digest(commands.folder().resolve("netbase.tar")));
  }

  @Test
  void lists_tags_and_repositories_and_deletes() {
    roundTrip(lab.samples().image(), "v1", "regctl/listed:v1");
    roundTrip(lab.samples().image(), "v1", "regctl/listed:v2");
    assertEquals("v1\nv2", regctl("tag", "ls", lab.name("regctl/listed")));
    assertTrue(regctl("repo", "ls", lab.address()).lines().toList().contains("regctl/listed"));
    regctl("tag", "delete", lab.name("regctl/listed:v2"));
    assertEquals(List.of("v1"), lab.probe().tags("regctl/listed"));
    regctl("manifest", "delete", lab.name("regctl/listed@" + lab.samples().image().digest()));
    assertFalse(lab.probe().has("regctl/listed", lab.samples().image().digest()));
  }

  @Test
  void changes_an_image_in_place() {
    roundTrip(lab.samples().index(), "v1", "regctl/changed:v1");
    regctl(
        "image", "mod", "--replace", "--annotation", "note=changed", lab.name("regctl/changed:v1"));
    String digest = regctl("manifest", "head", lab.name("regctl/changed:v1"));
    assertEquals(lab.probe().digest("regctl/changed", "v1"), digest);
    assertFalse(digest.equals(lab.samples().index().digest()));
  }

  private void push(OciLayout layout, String tag, String name) {
    regctl("image", "copy", "ocidir://" + layout.folder() + ":" + tag, lab.name(name));
    assertEquals(layout.digest(), regctl("manifest", "head", lab.name(name)));
  }

  private void roundTrip(OciLayout layout, String tag, String name) {
    push(layout, tag, name);
    OciLayout back = new OciLayout(commands.folder().resolve(name.replace(':', '-')));
    regctl("image", "copy", lab.name(name), "ocidir://" + back.folder() + ":" + tag);
    assertEquals(layout.digest(), back.digest());
    assertEquals(layout.digests(), back.digests());
  }

  private String regctl(String... arguments) {
    List<String> all = new ArrayList<>(List.of("--host", "reg=" + lab.address() + ",tls=disabled"));
    all.addAll(List.of(arguments));
    return commands.run(Client.REGCTL, all.toArray(String[]::new));
  }
}
