package io.entrepot.storage.oci;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ManifestParserTest {
  private static final String EMPTY =
      "sha256:44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a";
  private static final String CONFIG = descriptor("application/vnd.oci.image.config.v1+json", 2);
  private static final String LAYER =
      descriptor("application/vnd.oci.image.layer.v1.tar+gzip", 5_000_000_000L);

  private static String descriptor(String mediaType, long size) {
    return "{\"mediaType\":\"%s\",\"digest\":\"%s\",\"size\":%d}".formatted(mediaType, EMPTY, size);
  }

  private static String image(String members) {
    return "{\"schemaVersion\":2,\"config\":"
        + CONFIG
        + ",\"layers\":["
        + LAYER
        + "]"
        + members
        + "}";
  }

  private static String index(String members) {
    return "{\"schemaVersion\":2,\"manifests\":["
        + descriptor(MediaType.OCI_MANIFEST.value(), 7)
        + "]"
        + members
        + "}";
  }

  private static Manifest parse(String text) {
    return ManifestParser.parse(text.getBytes(StandardCharsets.UTF_8), Optional.empty());
  }

  private static String refusal(String text) {
    return refusal(text.getBytes(StandardCharsets.UTF_8), Optional.empty());
  }

  private static String refusal(byte[] content, Optional<MediaType> declared) {
    OciSyntaxException refusal =
        assertThrows(OciSyntaxException.class, () -> ManifestParser.parse(content, declared));
    assertEquals(OciSyntaxException.Kind.MANIFEST, refusal.kind());
    return refusal.getMessage();
  }

  private static void assertContains(String part, String message) {
    assertTrue(message.contains(part), message);
  }

  @Test
  void anImageIsRead() {
    Manifest.Image image =
        assertInstanceOf(
            Manifest.Image.class,
            parse(
                image(
                    ",\"subject\":"
                        + descriptor(MediaType.OCI_INDEX.value(), 3)
                        + ",\"annotations\":{\"a\":\"b\",\"c\":\"\"},\"unknown\":[{\"x\":[1.5e3]}]")));
    assertEquals(MediaType.OCI_MANIFEST, image.mediaType());
    assertEquals(2, image.config().size());
    assertEquals(5_000_000_000L, image.layers().getFirst().size());
    assertEquals(Digest.parse(EMPTY), image.subject().orElseThrow().digest());
    assertEquals(Map.of("a", "b", "c", ""), image.annotations());
    assertEquals(Optional.of("application/vnd.oci.image.config.v1+json"), image.artifactType());
  }

  @Test
  void anArtifactSaysItsType() {
    assertEquals(
        Optional.of("application/x"),
        parse(image(",\"artifactType\":\"application/x\"")).artifactType());
    assertEquals(
        Optional.of("application/vnd.oci.image.config.v1+json"),
        parse(image(",\"artifactType\":\"\"")).artifactType());
    assertEquals(Optional.empty(), parse(index(",\"artifactType\":\"\"")).artifactType());
  }

  @Test
  void anIndexIsReadWithChildrenOfAnyType() {
    Manifest.Index index =
        assertInstanceOf(
            Manifest.Index.class,
            parse(
                "{\"schemaVersion\":2,\"manifests\":["
                    + descriptor("application/vnd.oci.image.layer.v1.tar", 1)
                    + ","
                    + descriptor(MediaType.OCI_INDEX.value(), 2)
                    + "]}"));
    assertEquals(MediaType.OCI_INDEX, index.mediaType());
    assertEquals(List.of(1L, 2L), index.manifests().stream().map(Descriptor::size).toList());
  }

  @Test
  void dockerTypesAreRead() {
    String docker = image(",\"mediaType\":\"" + MediaType.DOCKER_MANIFEST + "\"");
    assertEquals(MediaType.DOCKER_MANIFEST, parse(docker).mediaType());
    String list = index(",\"mediaType\":\"" + MediaType.DOCKER_MANIFEST_LIST + "\"");
    assertInstanceOf(Manifest.Index.class, parse(list));
  }

  @Test
  void nullListsAreEmptyAndOtherNullsAbsent() {
    Manifest.Image image =
        (Manifest.Image)
            parse(
                "{\"schemaVersion\":2,\"layers\":null,\"subject\":null,\"annotations\":null,"
                    + "\"mediaType\":null,\"config\":"
                    + CONFIG
                    + "}");
    assertEquals(List.of(), image.layers());
    assertEquals(Optional.empty(), image.subject());
    Manifest.Index index = (Manifest.Index) parse("{\"schemaVersion\":2,\"manifests\":null}");
    assertEquals(List.of(), index.manifests());
  }

  @Test
  void theDeclaredTypeIsTakenWhenTheDocumentSaysNone() {
    Manifest manifest =
        ManifestParser.parse(
            image("").getBytes(StandardCharsets.UTF_8), Optional.of(MediaType.DOCKER_MANIFEST));
    assertEquals(MediaType.DOCKER_MANIFEST, manifest.mediaType());
  }

  @Test
  void theDeclaredTypeMustAgreeWithTheDocument() {
    String text = image(",\"mediaType\":\"" + MediaType.DOCKER_MANIFEST + "\"");
    String message =
        refusal(text.getBytes(StandardCharsets.UTF_8), Optional.of(MediaType.OCI_MANIFEST));
    assertContains(MediaType.DOCKER_MANIFEST.value(), message);
    assertContains(MediaType.OCI_MANIFEST.value(), message);
  }

  @Test
  void anIndexSentAsAnImageIsRefused() {
    assertContains(
        "needs config",
        refusal(
            "{\"schemaVersion\":2}".getBytes(StandardCharsets.UTF_8),
            Optional.of(MediaType.OCI_MANIFEST)));
    assertContains(
        "needs config",
        refusal(index("").getBytes(StandardCharsets.UTF_8), Optional.of(MediaType.OCI_MANIFEST)));
  }

  @Test
  void otherTypesAreRefusedAndTheAcceptedOnesNamed() {
    String message =
        refusal(
            image("").getBytes(StandardCharsets.UTF_8),
            Optional.of(new MediaType("application/json")));
    assertContains(MediaType.OCI_INDEX.value(), message);
    assertContains("not accepted", refusal(image(",\"mediaType\":\"text/html\"")));
  }

  @Test
  void schema1IsRefusedInClearWords() {
    MediaType signed = new MediaType("application/vnd.docker.distribution.manifest.v1+prettyjws");
    assertContains("schema 1", refusal("{}".getBytes(StandardCharsets.UTF_8), Optional.of(signed)));
    assertContains("schema 1", refusal("{\"schemaVersion\":1,\"fsLayers\":[]}"));
  }

  @Test
  void layersAndManifestsInOneDocumentAreRefused() {
    assertContains("neither an index nor an image", refusal(index(",\"layers\":[]")));
    assertContains("neither an index nor an image", refusal(index(",\"config\":" + CONFIG)));
    assertContains("neither an index nor an image", refusal(image(",\"manifests\":null")));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"schemaVersion\":2,\"layers\":[{}]} | /layers/0",
        "{\"schemaVersion\":2,\"layers\":[1]} | /layers/0",
        "{\"schemaVersion\":2,\"layers\":{}} | /layers",
        "{\"schemaVersion\":2,\"config\":[]} | /config",
        "{\"schemaVersion\":\"2\"} | /schemaVersion",
        "{\"schemaVersion\":2.0} | /schemaVersion",
        "{\"schemaVersion\":3} | schemaVersion",
        "{} | schemaVersion",
        "{\"schemaVersion\":2} | neither layers nor manifests",
        "{\"mediaType\":\"x\"} | /mediaType",
        "{\"artifactType\":{}} | /artifactType",
        "{\"annotations\":{\"a\":1}} | /annotations/a",
        "{\"annotations\":{\"a\":null}} | /annotations/a",
        "{\"annotations\":[]} | /annotations",
        "{\"a\":1,\"a\":1} | Duplicate",
        "{\"x\":{\"b\":1,\"b\":1}} | Duplicate",
        "{\"subject\":{\"size\":-1}} | /subject/size",
        "{\"subject\":{\"size\":9223372036854775808}} | /subject/size",
        "{\"subject\":{\"size\":1e3}} | /subject/size",
        "{\"subject\":{\"size\":\"1\"}} | /subject/size",
        "{\"subject\":{\"digest\":\"md5:00\"}} | sha256 and sha512",
        "{\"subject\":{\"digest\":\"sha256:00\"}} | /subject/digest",
        "{\"subject\":{\"urls\":[1]}} | /subject/urls/0",
        "{\"subject\":{\"annotations\":{\"a\":[]}}} | /subject/annotations/a",
        "[] | expected an object",
        "2 | expected an object",
        "{ | line 1",
        "{\"a\":tru} | line 1",
        "{'a':1} | line 1",
        "{\"a\":NaN} | line 1",
        "{\"a\":1,} | line 1",
        "// c | line 1",
      })
  void aBadDocumentIsRefusedWithThePlace(String text, String place) {
    assertContains(place, refusal(text));
  }

  @Test
  void anEmptyDocumentIsRefused() {
    assertContains("expected an object", refusal(""));
  }

  @ParameterizedTest
  @ValueSource(strings = {"{}", "x", "]", ",", "\0", " 1"})
  void nothingMayStandAfterTheDocument(String trailing) {
    refusal(image("") + trailing);
    assertInstanceOf(Manifest.Image.class, parse(image("") + " \n\t"));
  }

  @Test
  void deepNestingIsRefused() {
    refusal("{\"a\":" + "[".repeat(10_000) + "]".repeat(10_000) + "}");
    String atLimit = "[".repeat(JsonDocument.MAX_DEPTH - 1);
    parse(image(",\"a\":" + atLimit + atLimit.replace('[', ']')));
    refusal(image(",\"a\":[" + atLimit + atLimit.replace('[', ']') + "]"));
  }

  @Test
  void tooManyTokensAreRefused() {
    refusal(image(",\"a\":[" + "1,".repeat(JsonDocument.MAX_TOKENS) + "1]"));
    parse(image(",\"a\":[" + "1,".repeat(JsonDocument.MAX_TOKENS - 100) + "1]"));
  }

  @Test
  void onlyUtf8IsRead() {
    byte[] bad = image(",\"unknown\":\"??\"").getBytes(StandardCharsets.ISO_8859_1);
    for (int i = 0; i < bad.length; i++) {
      bad[i] = bad[i] == '?' ? (byte) 0xC0 : bad[i];
    }
    assertContains("not UTF-8", refusal(bad, Optional.empty()));
    refusal(image("").getBytes(StandardCharsets.UTF_16LE), Optional.empty());
    refusal(image("").getBytes(StandardCharsets.UTF_16), Optional.empty());
    assertContains("byte order mark", refusal("\uFEFF" + image("")));
  }

  @Test
  void aDocumentMayHave4MebibytesAndNoMore() {
    byte[] content = new byte[ManifestParser.MAX_BYTES + 1];
    Arrays.fill(content, (byte) ' ');
    byte[] image = image("").getBytes(StandardCharsets.UTF_8);
    System.arraycopy(image, 0, content, 0, image.length);
    assertContains("larger", refusal(content, Optional.empty()));
    byte[] atLimit = Arrays.copyOf(content, ManifestParser.MAX_BYTES);
    assertInstanceOf(Manifest.Image.class, ManifestParser.parse(atLimit, Optional.empty()));
  }

  @Test
  void dataOfADescriptorMustBeItsContent() {
    String good =
        "{\"mediaType\":\"a/b\",\"digest\":\"" + EMPTY + "\",\"size\":2,\"data\":\"e30=\"}";
    assertTrue(parse(image(",\"subject\":" + good)).subject().isPresent());
    assertContains("/subject", refusal(image(",\"subject\":" + good.replace("e30=", "fX0="))));
    assertContains("/subject", refusal(image(",\"subject\":" + good.replace(":2,", ":3,"))));
    assertContains("base64", refusal(image(",\"subject\":" + good.replace("e30=", "e 0="))));
  }

  @Test
  void nonDistributableLayersAreRecognised() {
    assertTrue(
        new MediaType("application/vnd.oci.image.layer.nondistributable.v1.tar+gzip")
            .isNonDistributable());
    assertTrue(
        new MediaType("application/vnd.docker.image.rootfs.foreign.diff.tar.gzip")
            .isNonDistributable());
    assertFalse(new MediaType("application/vnd.oci.image.layer.v1.tar").isNonDistributable());
  }
}
