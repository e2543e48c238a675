package io.entrepot.server.contract;

import io.entrepot.storage.oci.Digest;
import io.entrepot.storage.oci.DigestAlgorithm;

/** A repository, worked in by a client. */
record Repository(HttpCalls http, String name) {

  String path(String rest) {
    return "/v2/" + name + rest;
  }

  static Digest sha256(byte[] content) {
    return Digest.of(DigestAlgorithm.SHA256, content);
  }

  /** Pushes a blob by POST and PUT, and returns its digest. */
  Digest pushBlob(byte[] content) {
    Digest digest = sha256(content);
    pushBlob(content, digest).expect(201);
    return digest;
  }

  Answer pushBlob(byte[] content, Digest digest) {
    return http.call("PUT", startUpload() + "?digest=" + digest, content);
  }

  /** Starts an upload and returns its location. */
  String startUpload() {
    return http.call("POST", path("/blobs/uploads/")).expect(202).header("Location");
  }

  /** Pushes a manifest with its own media type. */
  Answer pushManifest(String reference, Documents manifest) {
    return http.call(
        "PUT",
        path("/manifests/" + reference),
        manifest.bytes(),
        "Content-Type",
        manifest.mediaType());
  }

  /** Pushes the blobs of an image and the image, and returns it. */
  Documents pushImage(String reference, String content) {
    Documents image = Documents.image(blob("{}"), blob(content));
    pushManifest(reference, image).expect(201);
    return image;
  }

  /** Pushes a text as a blob and returns its descriptor. */
  Part blob(String text) {
    byte[] content = text.getBytes(java.nio.charset.StandardCharsets.UTF_8);
    return new Part(pushBlob(content).toString(), content.length);
  }

  Answer get(String rest, String... headers) {
    return http.call("GET", path(rest), headers);
  }

  Answer head(String rest, String... headers) {
    return http.call("HEAD", path(rest), headers);
  }

  Answer delete(String rest) {
    return http.call("DELETE", path(rest));
  }

  /** What a manifest says of something: its digest and its size in bytes. */
  record Part(String digest, long size) {}
}
