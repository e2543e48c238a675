package io.entrepot.storage.metadata;

import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;

/**
 * Keeps the files of a store from being deleted while another process than its server reads them:
 * no removal that is recorded after the hold came is carried out until it is released or expires
 * (docs/gc.md). It has a small connection of its own to the server's file, and has committed each
 * change before it returns, so that the server's writer waits for milliseconds at most. Any thread.
 */
public final class RemovalHold implements AutoCloseable {
  private final Sql sql;
  private final String id;

  private RemovalHold(Sql sql, String id) {
    this.sql = sql;
    this.id = id;
  }

  /**
   * Takes a hold.
   *
   * @param file the metadata, which must be there
   * @param id that no other hold has
   * @param until when it expires, if it is not renewed
   * @return empty when the tables are older than the collection of garbage, and need none
   * @throws MetadataException when the file is no database, or cannot be written
   * @throws io.entrepot.storage.failure.StorageException when the disk is full
   */
  public static Optional<RemovalHold> take(Path file, String id, Instant now, Instant until) {
    Sql sql = new SqliteConnections(file).visitor();
    boolean taken = false;
    try {
      taken = isKnown(sql);
      if (taken) {
        sql.update("BEGIN IMMEDIATE");
        GarbageRows.hold(sql, id, now, until);
        sql.update("COMMIT");
      }
    } catch (RuntimeException e) {
      taken = false;
      throw e;
    } finally {
      if (!taken) {
        sql.close();
      }
    }
    return taken ? Optional.of(new RemovalHold(sql, id)) : Optional.empty();
  }

  /** Whether there are tables for it. */
  static boolean isKnown(Sql sql) {
    return sql.exists("SELECT 1 FROM sqlite_master WHERE name = 'removal_hold'");
  }

  /**
   * Goes on with it.
   *
   * @return false when it had expired, so that files may have been deleted
   */
  public synchronized boolean renew(Instant now, Instant until) {
    return GarbageRows.renew(sql, id, now, until);
  }

  /** Releases it, if it is there. */
  @Override
  public synchronized void close() {
    try (sql) {
      GarbageRows.release(sql, id);
    }
  }
}
