package io.entrepot.server.contract;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.entrepot.server.contract.Repository.Part;

/** A manifest as text, which tests change by replacing parts of it. */
record Documents(String mediaType, String text) {
  static final String OCI_IMAGE = "application/vnd.oci.image.manifest.v1+json";
  static final String OCI_INDEX = "application/vnd.oci.image.index.v1+json";
  static final String DOCKER_IMAGE = "application/vnd.docker.distribution.manifest.v2+json";
  static final String DOCKER_LIST = "application/vnd.docker.distribution.manifest.list.v2+json";
  private static final String CONFIG = "application/vnd.oci.image.config.v1+json";
  private static final String LAYER = "application/vnd.oci.image.layer.v1.tar";

  static Documents image(Part config, Part layer) {
    return image(OCI_IMAGE, config, layer);
  }

  static Documents image(String mediaType, Part config, Part layer) {
    return new Documents(
        mediaType,
        """
        {"schemaVersion":2,"mediaType":"%s",
         "config":%s,
         "layers":[%s]}\
        """
            .formatted(mediaType, descriptor(CONFIG, config), descriptor(LAYER, layer)));
  }

  static Documents index(String mediaType, Documents child) {
    return new Documents(
        mediaType,
        """
        {"schemaVersion":2,"mediaType":"%s",
         "manifests":[%s]}\
        """
            .formatted(mediaType, descriptor(child.mediaType, child.part())));
  }

  static String descriptor(String mediaType, Part part) {
    return """
    {"mediaType":"%s","digest":"%s","size":%d}\
    """
        .formatted(mediaType, part.digest(), part.size());
  }

  /** This document with further members at its end, written as JSON. */
  Documents with(String members) {
    return new Documents(mediaType, text.substring(0, text.length() - 1) + "," + members + "}");
  }

  Documents withSubject(Documents subject) {
    return with("\"subject\":" + descriptor(subject.mediaType, subject.part()));
  }

  byte[] bytes() {
    return text.getBytes(UTF_8);
  }

  String digest() {
    return Repository.sha256(bytes()).toString();
  }

  Part part() {
    return new Part(digest(), bytes().length);
  }
}
