package io.entrepot.storage.upload;

/** One request's claim on an upload. */
final class Hold {
  private final UploadId id;
  private volatile boolean forgotten;

  Hold(UploadId id) {
    this.id = id;
  }

  UploadId id() {
    return id;
  }

  void forget() {
    forgotten = true;
  }

  boolean isForgotten() {
    return forgotten;
  }
}
