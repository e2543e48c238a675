package io.entrepot.storage.upload;

import io.entrepot.storage.driver.DiskThreads;
import io.entrepot.storage.driver.StorageDriver;
import io.entrepot.storage.oci.DigestAlgorithm;
import java.time.InstantSource;

/**
 * The uploads of this process. Knows which are being written to and keeps, for a short while, the
 * running digest and the open file of those that are between two requests; an upload that is not
 * live is resumed from its file. Whether an upload exists is for its row to say. Any thread.
 */
@SuppressWarnings("DoNotCallSuggester")
public final class UploadSessions implements AutoCloseable {

  public UploadSessions(StorageDriver driver, DiskThreads disk, InstantSource clock) {}

  /**
   * Takes hold of an upload.
   *
   * @param algorithm of the running digest; the same for all sessions of one upload
   * @param durableBytes how many bytes its row says are durable in its file: 0 for one that has
   *     none
   * @throws io.entrepot.storage.failure.StorageException UploadBusy while another holds it;
   *     UploadUnknown when bytes should be there and are not
   */
  public UploadSession acquire(UploadId id, DigestAlgorithm algorithm, long durableBytes) {
    throw new UnsupportedOperationException();
  }

  /**
   * Takes hold of an upload whose few bytes the caller keeps durably itself (see {@link
   * UploadSession#inMemory}).
   *
   * @param recorded all of its bytes
   * @throws io.entrepot.storage.failure.StorageException UploadBusy
   */
  public UploadSession acquire(UploadId id, DigestAlgorithm algorithm, byte[] recorded) {
    throw new UnsupportedOperationException();
  }

  /**
   * Deletes an upload's bytes, if there are any; a session that is held fails from then on with
   * UploadUnknown. Not durable: a power cut may bring the file back.
   */
  public void forget(UploadId id) {
    throw new UnsupportedOperationException();
  }

  /** Closes what is live. Sessions that are held end when they are closed. */
  @Override
  public void close() {}
}
