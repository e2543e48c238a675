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
      run(writer, "PRAGMA wal_checkpoint(RESTART)");
    } else if (rounds.availablePermits() == 0) {
      rounds.release();
    }
  }

  private void serve() {
    try {
      while (!closed) {
        rounds.acquire();
        if (!closed) {
          run(sql, "PRAGMA wal_checkpoint(PASSIVE)");
        }
      }
    } catch (InterruptedException e) {
      LOG.error("the metadata's checkpoint thread was interrupted; its log will grow", e);
    }
  }

  /** A checkpoint that fails leaves the log as it was, from which nothing is lost. */
  private void run(Sql connection, String checkpoint) {
    try {
      long frames = connection.one(checkpoint, row -> row.getLong(2)).orElse(0L);
      boolean startedOver = checkpoint.contains("RESTART");
      logBytes = startedOver ? 0 : frames * FRAME;
    } catch (MetadataException | StorageException e) {
      LOG.warn("the metadata's log could not be moved into the database", e);
    }
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
