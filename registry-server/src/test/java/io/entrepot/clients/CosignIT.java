package io.entrepot.clients;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Signatures with a key of the test's own and without any service on the network. */
@Tries({Client.COSIGN, Client.CRANE})
final class CosignIT {
  private static final String PREDICATE = "{\"built\":\"by a test\"}";

  private final Lab lab;
  private final Commands commands;

  CosignIT(Lab lab) {
    this.lab = lab;
    this.commands = lab.commands("cosign", Map.of("COSIGN_PASSWORD", ""));
  }

  @BeforeEach
  void makeKeys() throws IOException {
    if (!Files.exists(commands.folder().resolve("cosign.key"))) {
      cosign("generate-key-pair");
      cosign("signing-config", "create", "--out", "signing.json");
      Files.write(commands.folder().resolve("predicate.json"), PREDICATE.getBytes(UTF_8));
    }
  }

  @Test
  void signs_an_image_with_a_bundle_that_refers_to_it() {
    String image = push(lab.samples().image(), "cosign/image");
    refuses(image);
    sign(image);
    assertTrue(verify(image).contains(lab.samples().image().digest()));
    assertEquals(1, lab.probe().referrers("cosign/image", lab.samples().image().digest()).size());
    assertEquals(List.of("v1"), lab.probe().tags("cosign/image"));
    assertTrue(cosign("tree", image).contains("via OCI referrer"));
  }

  @Test
  void signs_an_image_the_old_way_under_a_tag_of_its_own() {
    String image = push(lab.samples().image(), "cosign/tagged");
    refuses(image);
    cosign(
        "sign",
        "-y",
        "--key=cosign.key",
        "--use-signing-config=false",
        "--tlog-upload=false",
        "--new-bundle-format=false",
        image);
    String signature = lab.samples().image().digest().replace(':', '-') + ".sig";
    assertEquals(List.of(signature, "v1"), lab.probe().tags("cosign/tagged"));
    assertTrue(verify(image).contains(lab.samples().image().digest()));
  }

  @Test
  void signs_an_index_and_all_its_images() {
    String index = push(lab.samples().index(), "cosign/index");
    cosign("sign", "-y", "--recursive", "--key=cosign.key", "--signing-config=signing.json", index);
    assertTrue(verify(index).contains(lab.samples().index().digest()));
    for (var child : lab.probe().manifest("cosign/index", "v1").required("manifests")) {
      String digest = child.required("digest").asString();
      assertTrue(verify(lab.name("cosign/index@" + digest)).contains(digest));
    }
  }

  @Test
  void attaches_a_signature_that_was_made_elsewhere() {
    String image = push(lab.samples().image(), "cosign/attached");
    commands.run("sh", "-c", "'%s' generate %s > payload".formatted(Client.COSIGN.path(), image));
    cosign(
        "sign-blob",
        "-y",
        "--key=cosign.key",
        "--use-signing-config=false",
        "--tlog-upload=false",
        "--new-bundle-format=false",
        "--output-signature=payload.sig",
        "payload");
    refuses(image);
    cosign("attach", "signature", "--payload=payload", "--signature=payload.sig", image);
    assertTrue(verify(image).contains(lab.samples().image().digest()));
  }

  @Test
  void attests_and_verifies_an_attestation() {
    String image = push(lab.samples().image(), "cosign/attested");
    cosign(
        "attest",
        "-y",
        "--key=cosign.key",
        "--signing-config=signing.json",
        "--type=custom",
        "--predicate=predicate.json",
        image);
    Commands.Answer answer =
        commands.attempt(
            Client.COSIGN,
            "verify-attestation",
            "--key=cosign.pub",
            "--insecure-ignore-tlog=true",
            "--type=custom",
            image);
    assertTrue(answer.everything().contains(lab.samples().image().digest()));
  }

  private String push(OciLayout layout, String repository) {
    commands.run(Client.CRANE, "push", layout.folder().toString(), lab.name(repository + ":v1"));
    return lab.name(repository + "@" + layout.digest());
  }

  private void sign(String image) {
    cosign("sign", "-y", "--key=cosign.key", "--signing-config=signing.json", image);
  }

  private String verify(String image) {
    return attemptVerify(image).everything();
  }

  /** What is not signed yet must not verify: else the checks after signing would show nothing. */
  private void refuses(String image) {
    assertNotEquals(0, attemptVerify(image).status());
  }

  private Commands.Answer attemptVerify(String image) {
    return commands.attempt(
        Client.COSIGN, "verify", "--key=cosign.pub", "--insecure-ignore-tlog=true", image);
  }

  private String cosign(String... arguments) {
    return commands.run(Client.COSIGN, arguments);
  }
}
