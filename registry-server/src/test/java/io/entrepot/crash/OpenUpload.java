package io.entrepot.crash;

/**
 * An upload that was started and not acknowledged as ended.
 *
 * @param content what the client is sending
 * @param acknowledged how many bytes of it the server said it has
 * @param ending whether the request that ends it may have come in
 */
record OpenUpload(byte[] content, int acknowledged, boolean ending) {
  OpenUpload(byte[] content) {
    this(content, 0, false);
  }

  OpenUpload acknowledged(int bytes) {
    return new OpenUpload(content, bytes, ending);
  }

  OpenUpload mayEnd() {
    return new OpenUpload(content, acknowledged, true);
  }

  String digest() {
    return RegistryClient.digest(content);
  }
}
