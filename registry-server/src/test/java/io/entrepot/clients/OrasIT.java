package io.entrepot.clients;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** oras as a Python library, driven by a small program; each call prints what the test compares. */
@Tries(Client.ORAS)
final class OrasIT {
  private static final String HEAD =
      """
      import sys, oras.client, oras.oci
      client = oras.client.OrasClient(insecure=True)
      name = sys.argv[1]
      """;
  private static final String PUSH =
      HEAD
          + """
          answer = client.push(target=name, files=sys.argv[3:], disable_path_validation=True,
              do_chunked=sys.argv[2] == 'chunked', chunk_size=100000, quiet=True)
          print(answer.headers['Docker-Content-Digest'])
          """;
  private static final String PULL =
      HEAD
          + """
          for file in client.pull(target=name, outdir=sys.argv[2]): print(file)
          """;
  private static final String ATTACH =
      HEAD
          + """
          subject = oras.oci.Subject(
              mediaType='application/vnd.oci.image.manifest.v1+json',
              digest=sys.argv[3], size=int(sys.argv[4]))
          answer = client.push(target=name, files=[sys.argv[2]], disable_path_validation=True,
              subject=subject, quiet=True)
          print(answer.headers['Docker-Content-Digest'])
          """;
  private static final String TAGS = HEAD + "print('\\n'.join(client.get_tags(name)))";
  private static final String DELETE = HEAD + "print(client.delete_tags(name, ['v2']))";

  private final Lab lab;
  private final Commands commands;

  OrasIT(Lab lab) {
    this.lab = lab;
    this.commands = new Commands(lab.folder("oras"), Map.of());
  }

  @Test
  void pushes_and_pulls_files() {
    roundTrip("oras/files:v1", "whole");
  }

  @Test
  void pushes_files_in_chunks() {
    roundTrip("oras/chunked:v1", "chunked");
  }

  @Test
  void attaches_a_file_to_an_image() {
    lab.probe().push("oras/referred", "v1", lab.samples().image());
    String digest = lab.samples().image().digest();
    String size = "" + lab.samples().image().blob(digest).length;
    String name = lab.name("oras/referred:attached");
    String pushed = oras(ATTACH, name, lab.packages().tar("netbase").toString(), digest, size);
    assertEquals(pushed, lab.probe().digest("oras/referred", "attached"));
    assertEquals(List.of(pushed), lab.probe().referrers("oras/referred", digest));
  }

  @Test
  void lists_and_deletes_tags() {
    oras(PUSH, lab.name("oras/tags:v1"), "whole", lab.packages().tar("netbase").toString());
    oras(PUSH, lab.name("oras/tags:v2"), "whole", lab.packages().tar("tzdata").toString());
    assertEquals("v1\nv2", oras(TAGS, lab.name("oras/tags")));
    assertTrue(oras(DELETE, lab.name("oras/tags")).contains("v2"));
    assertEquals(List.of("v1"), lab.probe().tags("oras/tags"));
  }

  private void roundTrip(String name, String way) {
    Path first = lab.packages().tar("netbase");
    Path second = lab.packages().tar("tzdata");
    String pushed = oras(PUSH, lab.name(name), way, first.toString(), second.toString());
    String repository = name.substring(0, name.indexOf(':'));
    assertEquals(pushed, lab.probe().digest(repository, "v1"));
    Path folder = Workspace.make(commands.folder().resolve(repository));
    List<String> files = oras(PULL, lab.name(name), folder.toString()).lines().toList();
    assertEquals(
        List.of(Sha256.digest(first), Sha256.digest(second)),
        files.stream().map(file -> Sha256.digest(Path.of(file))).toList());
  }

  private String oras(String program, String... arguments) {
    List<String> all = new ArrayList<>(List.of("-c", program));
    all.addAll(List.of(arguments));
    return commands.run(Client.ORAS, all.toArray(String[]::new));
  }
}
