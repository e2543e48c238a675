package io.entrepot.storage.maintenance;

import io.entrepot.storage.blob.BlobStore;
import io.entrepot.storage.metadata.Database;
import io.entrepot.storage.metadata.ScrubRows;
import io.entrepot.storage.metadata.ScrubRows.Found;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Reads what a serving store holds, slowly, and sets aside what is not what its digest says, so
 * that clients find it missing and push it again. May block; any thread.
 */
public final class Scrubber {
  private final Database database;
  private final BlobStore blobs;
  private final UnlinkListener listener;
  private final InstantSource clock;
  private final AtomicLong readBlobs = new AtomicLong();
  private final AtomicLong readBytes = new AtomicLong();
  private final AtomicLong broken = new AtomicLong();
  private final AtomicLong setAside = new AtomicLong();

  public Scrubber(
      Database database, BlobStore blobs, UnlinkListener listener, InstantSource clock) {
    this.database = database;
    this.blobs = blobs;
    this.listener = listener;
    this.clock = clock;
  }

  /**
   * What was done since the server started.
   *
   * @param blobs that were read
   * @param bytes that were read of them
   * @param broken of these
   * @param setAside of the broken ones
   */
  public record Figures(long blobs, long bytes, long broken, long setAside) {}

  /**
   * Begins to read.
   *
   * @param bytesPerSecond most to read; 0 for as fast as it goes
   * @param between is called between two pieces of a blob and may throw to break off
   */
  public ScrubPass begin(long bytesPerSecond, Runnable between) {
    return new ScrubPass(this, database, blobs, listener, clock, bytesPerSecond, between);
  }

  /** What was found, the newest first; of very many only the newest are kept. */
  public List<ScrubFinding> found(int limit) {
    return database.read(sql -> ScrubRows.newest(sql, limit)).stream()
        .map(Scrubber::finding)
        .toList();
  }

  private static ScrubFinding finding(Found row) {
    return new ScrubFinding(
        row.digest(), row.size(), row.kind(), row.why(), row.setAside(), row.foundAt());
  }

  public Figures figures() {
    return new Figures(readBlobs.get(), readBytes.get(), broken.get(), setAside.get());
  }

  void read(int bytes) {
    readBytes.addAndGet(bytes);
  }

  void count(Scrubbed scrubbed) {
    readBlobs.incrementAndGet();
    broken.addAndGet(scrubbed.broken() ? 1 : 0);
    setAside.addAndGet(scrubbed.setAside() ? 1 : 0);
  }
}
