package io.entrepot.clients;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

@Tries(Client.CRANE)
final class CraneIT {
  private final Lab lab;
  private final Commands commands;

  CraneIT(Lab lab) {
    this.lab = lab;
    this.commands = lab.commands("crane", Map.of());
  }

  @Test
  void pushes_and_pulls_an_image() {
    OciLayout image = lab.samples().image();
    push(image, "crane/image:v1");
    assertEquals(image.digest(), crane("digest", lab.name("crane/image:v1")));
    assertEquals(image.digest(), lab.probe().digest("crane/image", "v1"));
    OciLayout back = pull("crane/image:v1", "image");
    assertEquals(image.digest(), back.digest());
    assertEquals(image.digests(), back.digests());
    crane("validate", "--remote", lab.name("crane/image:v1"));
  }

  @Test
  void pushes_and_pulls_an_index() {
    OciLayout index = lab.samples().index();
    push(index, "crane/index:v1");
    assertEquals(index.digest(), crane("digest", lab.name("crane/index:v1")));
    OciLayout back = pull("crane/index:v1", "index");
    assertEquals(index.digest(), back.digest());
    assertEquals(index.digests(), back.digests());
  }

  @Test
  void pushes_an_artifact_and_the_registry_lists_it_as_referrer() {
    push(lab.samples().image(), "crane/referred:v1");
    push(lab.samples().artifact(), "crane/referred:sbom");
    OciLayout back = pull("crane/referred:sbom", "artifact");
    assertEquals(lab.samples().artifact().digests(), back.digests());
    assertEquals(
        List.of(lab.samples().artifact().digest()),
        lab.probe().referrers("crane/referred", lab.samples().image().digest()));
    assertEquals(List.of("sbom", "v1"), lab.probe().tags("crane/referred"));
  }

  @Test
  void copies_between_repositories() {
    push(lab.samples().index(), "crane/source:v1");
    crane("copy", lab.name("crane/source:v1"), lab.name("crane/copied:v1"));
    assertEquals(
        lab.samples().index().digests(),
        lab.probe().closure("crane/copied", lab.samples().index().digest()));
  }

  @Test
  void appends_a_layer_to_an_image_and_reads_its_files_back() {
    push(lab.samples().image(), "crane/appended:v1");
    String tar = lab.packages().tar("ca-certificates").toString();
    String pushed =
        crane(
            "append",
            "--base",
            lab.name("crane/appended:v1"),
            "--new_layer",
            tar,
            "--new_tag",
            lab.name("crane/appended:v2"));
    assertTrue(pushed.endsWith(lab.probe().digest("crane/appended", "v2")));
    crane("export", lab.name("crane/appended:v2"), "files.tar");
    String files = commands.run("tar", "-tf", "files.tar");
    assertTrue(files.contains("usr/sbin/update-ca-certificates"));
  }

  @Test
  void lists_tags_and_repositories_and_deletes() {
    push(lab.samples().image(), "crane/listed:v1");
    crane("tag", lab.name("crane/listed:v1"), "v2");
    assertEquals("v1\nv2", crane("ls", lab.name("crane/listed")));
    assertTrue(crane("catalog", lab.address()).lines().toList().contains("crane/listed"));
    crane("delete", lab.name("crane/listed@" + lab.samples().image().digest()));
    assertFalse(lab.probe().has("crane/listed", "v1"));
    assertFalse(lab.probe().has("crane/listed", "v2"));
  }

  private void push(OciLayout layout, String name) {
    crane("push", layout.folder().toString(), lab.name(name));
  }

  private OciLayout pull(String name, String folder) {
    OciLayout back = new OciLayout(commands.folder().resolve(folder));
    crane("pull", "--format=oci", lab.name(name), back.folder().toString());
    return back;
  }

  private String crane(String... arguments) {
    return commands.run(Client.CRANE, arguments);
  }
}
