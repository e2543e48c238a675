package io.entrepot.storage.upload;

import io.entrepot.storage.blob.BlobStore;
import io.entrepot.storage.driver.DiskThreads;
import io.entrepot.storage.driver.StorageDriver;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** Uploads and blobs on a driver, as one process has them; the clock is set by hand. */
public final class UploadStore implements AutoCloseable {
  private final StorageDriver driver;
  private final DiskThreads disk = new DiskThreads(4, 16);
  private final UploadSessions sessions;
  private final BlobStore blobs;
  private volatile Instant now = Instant.EPOCH;

  public UploadStore(StorageDriver driver) {
    this.driver = driver;
    InstantSource clock = () -> now;
    this.sessions = new UploadSessions(driver, disk, clock);
    this.blobs = new BlobStore(driver, disk);
  }

  public StorageDriver driver() {
    return driver;
  }

  public DiskThreads disk() {
    return disk;
  }

  public UploadSessions sessions() {
    return sessions;
  }

  public BlobStore blobs() {
    return blobs;
  }

  void advance(Duration time) {
    now = now.plus(time);
  }

  @Override
  public void close() throws IOException {
    sessions.close();
    disk.close();
    driver.close();
  }
}
