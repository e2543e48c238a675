package io.entrepot.storage.blob;

import io.entrepot.storage.encoding.Encoding;

/**
 * Where a blob's bytes lie. Presence is judged by the blob's row, which holds this, never by a
 * path.
 */
public sealed interface BlobLocation {

  /** In the metadata store itself, which makes them durable with its own commit. */
  record Inline() implements BlobLocation {}

  /**
   * In the driver's object of this digest and generation.
   *
   * @param generation tells this copy from one that is being removed; part of the object's key
   * @param encoding how the bytes lie there
   */
  record Stored(String generation, Encoding encoding) implements BlobLocation {}
}
