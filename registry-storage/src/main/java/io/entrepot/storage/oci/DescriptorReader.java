package io.entrepot.storage.oci;

import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/** Reads one descriptor (OCI image specification, descriptors). */
final class DescriptorReader {
  private final JsonDocument document;
  private Optional<MediaType> mediaType = Optional.empty();
  private Optional<Digest> digest = Optional.empty();
  private Optional<Long> size = Optional.empty();
  private Optional<String> data = Optional.empty();

  private DescriptorReader(JsonDocument document) {
    this.document = document;
  }

  static Descriptor read(JsonDocument document) {
    return new DescriptorReader(document).read();
  }

  /** The descriptors of the array that is next. */
  static List<Descriptor> readAll(JsonDocument document) {
    List<Descriptor> descriptors = new ArrayList<>();
    document.elements(() -> descriptors.add(read(document)));
    return descriptors;
  }

  private Descriptor read() {
    document.members(this::member);
    Descriptor descriptor =
        new Descriptor(
            mediaType.orElseThrow(() -> missing("mediaType")),
            digest.orElseThrow(() -> missing("digest")),
            size.orElseThrow(() -> missing("size")));
    data.ifPresent(base64 -> check(descriptor, base64));
    return descriptor;
  }

  private void member(String name) {
    switch (name) {
      case "mediaType" -> mediaType = Optional.of(document.mediaType());
      case "digest" -> digest = Optional.of(document.digest());
      case "size" -> size = Optional.of(document.size());
      case "urls" -> document.elements(document::string);
      case "annotations" -> document.strings();
      case "data" -> data = document.isNull() ? Optional.empty() : Optional.of(document.string());
      default -> {}
    }
  }

  private void check(Descriptor descriptor, String base64) {
    byte[] content;
    try {
      content = Base64.getDecoder().decode(base64);
    } catch (IllegalArgumentException e) {
      throw document.refusal("the descriptor's data is not base64");
    }
    boolean same =
        content.length == descriptor.size()
            && Digest.of(descriptor.digest().algorithm(), content).equals(descriptor.digest());
    if (!same) {
      throw document.refusal("the descriptor's data is not what its size and digest say");
    }
  }

  private OciSyntaxException missing(String member) {
    return document.refusal("a descriptor needs a " + member);
  }
}
