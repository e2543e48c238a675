package io.entrepot.storage.metadata;

import io.entrepot.storage.failure.StorageException;
import java.util.concurrent.Semaphore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Moves committed pages from the write-ahead log into the database file, on a thread and a
 * connection of its own, so that no commit waits for it. The log starts over by itself when all of
 * it was moved and no reader is in it; under steady writing that never comes, so past {@link
 * #LOG_LIMIT} the writing thread makes it start over between two commits.
 */
final class Checkpointer implements AutoCloseable {
  /** Bytes of log past which the writer waits for it to start over. */
  static final long LOG_LIMIT = 64L << 20;

  /** How long the log's start may wait for readers of its end; it is tried again a round later. */
  private static final int START_OVER_MILLIS = 20;

  /** Commits between two rounds. */
  private static final int ROUND = 256;

  /** Bytes that a page takes in the log: its content and a header. */
  private static final long FRAME = 4096 + 24;

  private static final Logger LOG = LoggerFactory.getLogger(Checkpointer.class);

  private final Sql sql;
  private final Semaphore rounds = new Semaphore(0);
  private final Thread thread;
  private volatile long logBytes;
  private volatile boolean closed;
  private int commits;

  Checkpointer(Sql sql) {
    this.sql = sql;
    this.thread = Thread.ofPlatform().name("metadata-checkpoint").start(this::serve);
  }

  long logBytes() {
    return logBytes;
  }

  /** Called by the writing thread after each commit, with its own connection. */
  void committed(Sql writer) {
    if (++commits < ROUND) {
      return;
    }
    commits = 0;
    if (logBytes > LOG_LIMIT) {
      startOver(writer);
    } else if (rounds.availablePermits() == 0) {
      rounds.release();
    }
  }

  private void serve() {
    try {
      while (!closed) {
        rounds.acquire();
        if (!closed) {
          moveAside();
        }
      }
    } catch (InterruptedException e) {
      LOG.error("the metadata's checkpoint thread was interrupted; its log will grow", e);
    }
  }

  /** A checkpoint that fails leaves the log as it was, from which nothing is lost. */
  private void moveAside() {
    try {
      long frames = sql.one("PRAGMA wal_checkpoint(PASSIVE)", row -> row.getLong(2)).orElse(0L);
      logBytes = frames * FRAME;
    } catch (MetadataException | StorageException e) {
      LOG.warn("the metadata's log could not be moved into the database", e);
    }
  }

  /**
   * Waits for readers only so long, since all writing waits with it; a backup reads for minutes.
   */
  private void startOver(Sql writer) {
    try {
      patience(writer, START_OVER_MILLIS);
      boolean busy =
          writer.one("PRAGMA wal_checkpoint(RESTART)", row -> row.getBoolean(1)).orElse(true);
      if (!busy) {
        logBytes = 0;
      }
    } catch (MetadataException | StorageException e) {
      LOG.warn("the metadata's log could not be started over", e);
    } finally {
      patience(writer, SqliteConnections.BUSY_MILLIS);
    }
  }

  private static void patience(Sql connection, int millis) {
    connection.one("PRAGMA busy_timeout=" + millis, row -> row.getInt(1));
  }

  @Override
  public void close() {
    closed = true;
    rounds.release();
    boolean interrupted = false;
    while (thread.isAlive()) {
      try {
        thread.join();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    sql.close();
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
