package io.entrepot.storage.verify;

import io.entrepot.storage.blob.BlobStore;
import io.entrepot.storage.driver.DiskThreads;
import io.entrepot.storage.driver.StorageDriver;
import io.entrepot.storage.metadata.ReadOnlyDatabase;
import java.io.IOException;

/** The parts of the store that is looked at; a server may be using the same one. Any thread. */
public record CheckedStore(
    ReadOnlyDatabase metadata, BlobStore blobs, StorageDriver driver, DiskThreads disk)
    implements AutoCloseable {
  private static final int QUEUED_DISK_CALLS = 64;

  /**
   * A store over these bytes and these rows, which it closes in the end.
   *
   * @param threads that look at it at a time
   */
  public static CheckedStore of(StorageDriver driver, ReadOnlyDatabase metadata, int threads) {
    DiskThreads disk = new DiskThreads(threads, QUEUED_DISK_CALLS);
    return new CheckedStore(metadata, new BlobStore(driver, disk), driver, disk);
  }

  @Override
  public void close() throws IOException {
    metadata.close();
    disk.close();
    driver.close();
  }
}
