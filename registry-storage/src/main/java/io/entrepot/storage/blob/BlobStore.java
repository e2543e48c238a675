package io.entrepot.storage.blob;

import io.entrepot.storage.driver.DiskThreads;
import io.entrepot.storage.driver.StorageDriver;
import io.entrepot.storage.oci.Digest;
import io.entrepot.storage.upload.FinishedUpload;
import java.util.function.Consumer;

/**
 * Blobs at their content addresses. Whether a blob exists is for its row to say, which holds the
 * location. Any thread; disk calls run on disk threads. A fault of the disk comes as {@link
 * java.io.UncheckedIOException} or as a {@link io.entrepot.storage.failure.StorageException}
 * (OutOfSpace, WritesStopped).
 */
@SuppressWarnings("DoNotCallSuggester")
public final class BlobStore {

  public BlobStore(StorageDriver driver, DiskThreads disk) {}

  /**
   * Makes an upload's bytes durable and moves them to their content address; durable when it
   * returns. Its session is still held. The upload's file is gone then.
   */
  public BlobLocation.Stored adopt(FinishedUpload.OnDisk upload) {
    throw new UnsupportedOperationException();
  }

  /**
   * Opens a blob.
   *
   * @param size what its row says, in bytes; a file of another length is a fault
   */
  public BlobContent open(Digest digest, BlobLocation.Stored location, long size) {
    throw new UnsupportedOperationException();
  }

  /** Removes a blob's file, if it is there; open readers keep it. */
  public void remove(Digest digest, BlobLocation.Stored location) {
    throw new UnsupportedOperationException();
  }

  /** Gives every blob file, with or without a row, in no order. */
  public void list(Consumer<StoredBlob> consumer) {
    throw new UnsupportedOperationException();
  }

  /** Moves a broken blob's file aside, if it is there, where nothing reads it. */
  public void quarantine(Digest digest, BlobLocation.Stored location) {
    throw new UnsupportedOperationException();
  }
}
