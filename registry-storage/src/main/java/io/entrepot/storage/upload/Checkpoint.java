package io.entrepot.storage.upload;

/** Is told how far a running transfer has become durable. */
@FunctionalInterface
public interface Checkpoint {
  /**
   * The first so many bytes of the upload are durable, so that it can be resumed from there after a
   * crash. Called from a background thread, one call at a time, with growing numbers, and never
   * after {@link UploadSession#append} has returned. May block; the transfer goes on meanwhile.
   * What it throws ends the transfer.
   */
  void durable(long bytes);
}
