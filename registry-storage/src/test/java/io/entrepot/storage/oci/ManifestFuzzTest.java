package io.entrepot.storage.oci;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.junit.DictionaryEntries;
import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.Optional;
import java.util.stream.Stream;

/** Whatever comes, a manifest is read or refused as one, and read the same way again. */
class ManifestFuzzTest {

  @DictionaryEntries({
    "\"schemaVersion\":2",
    "\"mediaType\":",
    "\"config\":",
    "\"layers\":[",
    "\"manifests\":[",
    "\"subject\":",
    "\"annotations\":{",
    "\"digest\":\"sha256:44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a\"",
    "\"size\":2",
    "\"data\":\"e30=\"",
    "application/vnd.oci.image.index.v1+json"
  })
  @FuzzTest(maxDuration = "5s")
  void aManifestIsReadOrRefused(byte[] content) {
    read(content, Optional.empty())
        .ifPresent(manifest ->
            assertEquals(Optional.of(manifest), read(content, Optional.of(manifest.mediaType()))));
    read(content, Optional.of(MediaType.DOCKER_MANIFEST_LIST))
        .ifPresent(manifest -> assertInstanceOf(Manifest.Index.class, manifest));
  }

  private static Optional<Manifest> read(byte[] content, Optional<MediaType> declared) {
    try {
      Manifest manifest = ManifestParser.parse(content, declared);
      assertTrue(descriptors(manifest).allMatch(each -> each.size() >= 0));
      return Optional.of(manifest);
    } catch (OciSyntaxException e) {
      assertEquals(OciSyntaxException.Kind.MANIFEST, e.kind());
      assertFalse(e.getMessage().isEmpty());
      return Optional.empty();
    }
  }

  private static Stream<Descriptor> descriptors(Manifest manifest) {
    return switch (manifest) {
      case Manifest.Image image -> image.layers().stream();
      case Manifest.Index index -> index.manifests().stream();
    };
  }
}
