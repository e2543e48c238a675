package io.entrepot.storage.oci;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads manifests, strictly and within bounds: OCI images and indexes, Docker schema 2 images and
 * lists (OCI image specification, manifest and image-index). Unknown members are passed over, since
 * the bytes are what is kept. Any thread.
 */
public final class ManifestParser {
  /** Largest manifest, in bytes: 4 MiB (distribution specification, pushing manifests). */
  public static final int MAX_BYTES = 4 * 1024 * 1024;

  private static final int SCHEMA_VERSION = 2;

  private final JsonDocument document;
  private Optional<Long> schemaVersion = Optional.empty();
  private Optional<MediaType> mediaType = Optional.empty();
  private Optional<Descriptor> config = Optional.empty();
  private Optional<List<Descriptor>> layers = Optional.empty();
  private Optional<List<Descriptor>> manifests = Optional.empty();
  private Optional<Descriptor> subject = Optional.empty();
  private Optional<String> artifactType = Optional.empty();
  private Map<String, String> annotations = Map.of();

  private ManifestParser(JsonDocument document) {
    this.document = document;
  }

  /**
   * Reads a manifest.
   *
   * @param declared the media type that came with it, if any; the document's own must agree
   * @throws OciSyntaxException with kind MANIFEST, naming the place, for anything that is not a
   *     good manifest of a kind that the registry takes
   */
  public static Manifest parse(byte[] content, Optional<MediaType> declared) {
    if (content.length > MAX_BYTES) {
      throw JsonDocument.refused("the document is larger than " + MAX_BYTES + " bytes");
    }
    declared.ifPresent(ManifestKind::of);
    return JsonDocument.read(content, document -> new ManifestParser(document).read(declared));
  }

  private Manifest read(Optional<MediaType> declared) {
    document.members(this::member);
    requireSchemaVersion();
    if (manifests.isPresent() && (layers.isPresent() || config.isPresent())) {
      throw JsonDocument.refused(
          "a document with manifests and with a config or layers is neither an index nor an image");
    }
    MediaType type = type(declared);
    return switch (ManifestKind.of(type)) {
      case IMAGE -> image(type);
      case INDEX -> index(type);
    };
  }

  private void member(String name) {
    if (document.isNull()) {
      nullMember(name);
      return;
    }
    switch (name) {
      case "schemaVersion" -> schemaVersion = Optional.of(document.size());
      case "mediaType" -> mediaType = Optional.of(document.mediaType());
      case "config" -> config = Optional.of(DescriptorReader.read(document));
      case "layers" -> layers = Optional.of(DescriptorReader.readAll(document));
      case "manifests" -> manifests = Optional.of(DescriptorReader.readAll(document));
      case "subject" -> subject = Optional.of(DescriptorReader.read(document));
      case "artifactType" ->
          artifactType = Optional.of(document.string()).filter(text -> !text.isEmpty());
      case "annotations" -> annotations = document.strings();
      default -> {}
    }
  }

  // Programs in Go write null for an empty list.
  private void nullMember(String name) {
    switch (name) {
      case "layers" -> layers = Optional.of(List.of());
      case "manifests" -> manifests = Optional.of(List.of());
      default -> {}
    }
  }

  private void requireSchemaVersion() {
    if (schemaVersion.filter(version -> version == 1).isPresent()) {
      throw ManifestKind.schema1Refusal();
    }
    if (schemaVersion.filter(version -> version == SCHEMA_VERSION).isEmpty()) {
      throw JsonDocument.refused("schemaVersion has to be " + SCHEMA_VERSION);
    }
  }

  private MediaType type(Optional<MediaType> declared) {
    if (declared.isPresent() && mediaType.isPresent() && !declared.equals(mediaType)) {
      throw JsonDocument.refused(
          "it was sent as " + declared.get() + ", but its mediaType is " + mediaType.get());
    }
    return declared.or(() -> mediaType).orElseGet(this::inferredType);
  }

  private MediaType inferredType() {
    if (manifests.isPresent()) {
      return MediaType.OCI_INDEX;
    }
    if (config.isPresent() || layers.isPresent()) {
      return MediaType.OCI_MANIFEST;
    }
    throw JsonDocument.refused("it has no mediaType, and neither layers nor manifests");
  }

  private Manifest image(MediaType type) {
    Descriptor described = config.orElseThrow(() -> missing(type, "config"));
    return new Manifest.Image(
        type,
        described,
        layers.orElseThrow(() -> missing(type, "layers")),
        subject,
        artifactType.or(() -> Optional.of(described.mediaType().value())),
        annotations);
  }

  private Manifest index(MediaType type) {
    return new Manifest.Index(
        type,
        manifests.orElseThrow(() -> missing(type, "manifests")),
        subject,
        artifactType,
        annotations);
  }

  private static OciSyntaxException missing(MediaType type, String member) {
    return JsonDocument.refused("a document of type " + type + " needs " + member);
  }
}
