package io.entrepot.storage.upload;

import io.entrepot.storage.oci.Digest;
import java.io.IOException;

/** An upload that is complete and whose digest was checked. */
public sealed interface FinishedUpload {

  Digest digest();

  /** In bytes. */
  long size();

  /**
   * A small upload, whose bytes are in memory only; durable as soon as whoever keeps them says so.
   *
   * @param content not to be changed
   */
  record Inline(Digest digest, byte[] content) implements FinishedUpload {
    @Override
    public long size() {
      return content.length;
    }
  }

  /**
   * An upload whose bytes are in its file, not all of them durable yet. {@code BlobStore.adopt}
   * takes it, before its session is closed.
   */
  record OnDisk(UploadId id, Digest digest, long size, Forcing bytes) implements FinishedUpload {

    /** Makes the bytes of the file durable; called on a disk thread. */
    @FunctionalInterface
    public interface Forcing {
      void force() throws IOException;
    }
  }
}
