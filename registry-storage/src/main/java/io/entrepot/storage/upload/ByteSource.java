package io.entrepot.storage.upload;

import java.io.IOException;

/** Bytes that come from a client, read once. */
@FunctionalInterface
public interface ByteSource {
  /**
   * Gives every byte to the sink, in batches that the source bounds, and returns after the last.
   *
   * @throws IOException when the source breaks off; the sink then holds what came before
   */
  void drainTo(ByteSink sink) throws IOException;

  /** A source without bytes. */
  static ByteSource empty() {
    return sink -> {};
  }
}
