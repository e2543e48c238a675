package io.entrepot.storage.oci;

/** What a manifest's media type makes of it. */
enum ManifestKind {
  IMAGE,
  INDEX;

  /**
   * The kind of documents of this type.
   *
   * @throws OciSyntaxException with kind MANIFEST when the registry takes none of that type
   */
  static ManifestKind of(MediaType type) {
    if (type.equals(MediaType.OCI_MANIFEST) || type.equals(MediaType.DOCKER_MANIFEST)) {
      return IMAGE;
    }
    if (type.equals(MediaType.OCI_INDEX) || type.equals(MediaType.DOCKER_MANIFEST_LIST)) {
      return INDEX;
    }
    if (type.value().startsWith("application/vnd.docker.distribution.manifest.v1+")) {
      throw schema1Refusal();
    }
    throw JsonDocument.refused(
        "the type "
            + type
            + " is not accepted; accepted are "
            + String.join(
                ", ",
                MediaType.OCI_MANIFEST.value(),
                MediaType.OCI_INDEX.value(),
                MediaType.DOCKER_MANIFEST.value(),
                MediaType.DOCKER_MANIFEST_LIST.value()));
  }

  static OciSyntaxException schema1Refusal() {
    return JsonDocument.refused(
        "Docker schema 1 is not accepted; push again with a client that writes schema 2 or OCI");
  }
}
