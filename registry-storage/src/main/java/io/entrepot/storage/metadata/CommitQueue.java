package io.entrepot.storage.metadata;

import io.entrepot.storage.failure.StorageFailure;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Group commit: one thread does all writing, and work that waits at the same time shares one commit
 * and its fsync.
 *
 * <p>The thread takes what is queued, at most {@value #MAX_BATCH} works, and does each within a
 * savepoint of one transaction, so that work which throws is undone alone. It commits, has the
 * caches changed in the order of the works, and only then answers the callers: those whose work
 * threw as well, for what they saw may have been another's uncommitted change. Nobody waits for a
 * batch to fill: work that comes while a commit runs makes the next batch.
 *
 * <p>When the commit fails, so does every work of it. A full disk is told as OutOfSpace and the
 * next batch is tried; any other fault of the disk stops all writing until a restart, for an fsync
 * that failed once may have lost pages that a second one would report as written.
 */
final class CommitQueue implements AutoCloseable {
  /** Most works that share a commit; bounds how long the first of them waits for the others. */
  static final int MAX_BATCH = 128;

  private static final Logger LOG = LoggerFactory.getLogger(CommitQueue.class);

  private final Sql sql;
  private final Checkpointer checkpointer;
  private final BlockingQueue<PendingWrite<?>> queue = new LinkedBlockingQueue<>();
  private final PendingWrite<Boolean> last = new PendingWrite<>(transaction -> true);
  private final Thread thread;
  private final AtomicLong writes = new AtomicLong();
  private final AtomicLong commits = new AtomicLong();
  private volatile boolean stopped;
  private volatile boolean closed;

  CommitQueue(Sql sql, Checkpointer checkpointer) {
    this.sql = sql;
    this.checkpointer = checkpointer;
    this.thread = Thread.ofPlatform().name("metadata-writer").start(this::serve);
  }

  <T> T write(TransactionWork<T> work) {
    PendingWrite<T> pending = new PendingWrite<>(work);
    if (stopped) {
      throw new StorageFailure.WritesStopped().exception();
    }
    queue.add(pending);
    // Whoever sees the end only now takes the work back, unless the thread's last look took it.
    if (closed && queue.remove(pending)) {
      throw new StorageFailure.WritesStopped().exception();
    }
    return pending.await();
  }

  boolean hasStopped() {
    return stopped;
  }

  long writes() {
    return writes.get();
  }

  long commits() {
    return commits.get();
  }

  int queued() {
    return queue.size();
  }

  private void serve() {
    List<PendingWrite<?>> batch = new ArrayList<>(MAX_BATCH);
    try {
      while (!batch.contains(last)) {
        batch.clear();
        batch.add(queue.take());
        queue.drainTo(batch, MAX_BATCH - 1);
        process(batch);
      }
    } catch (InterruptedException e) {
      LOG.error("the metadata's writing thread was interrupted; writing stops", e);
    } finally {
      stopped = true;
      closed = true;
      failAll(queue, new StorageFailure.WritesStopped().exception());
    }
  }

  private void process(List<PendingWrite<?>> batch) {
    if (stopped) {
      failAll(batch, new StorageFailure.WritesStopped().exception());
      return;
    }
    try {
      commit(batch);
    } catch (RuntimeException | Error e) {
      failAll(batch, failed(e));
      return;
    }
    try {
      batch.forEach(PendingWrite::changeCaches);
    } catch (RuntimeException | Error e) {
      // The rows are durable, but what the caches say of them is unknown.
      stop(e);
      failAll(batch, e);
      return;
    }
    writes.addAndGet(batch.stream().filter(PendingWrite::hasSucceeded).count());
    commits.incrementAndGet();
    batch.forEach(PendingWrite::answer);
    checkpointer.committed(sql);
  }

  private void commit(List<PendingWrite<?>> batch) {
    sql.update("BEGIN IMMEDIATE");
    for (PendingWrite<?> pending : batch) {
      pending.run(sql);
    }
    sql.update("COMMIT");
  }

  /** Ends a transaction that could not be committed; what its callers are told. */
  private Throwable failed(Throwable cause) {
    if (cause instanceof MetadataException e && e.isStorageFault()) {
      stop(cause);
      return new StorageFailure.WritesStopped().exception();
    }
    try {
      sql.update("ROLLBACK");
    } catch (MetadataException e) {
      // A full disk has already rolled back, and says that no transaction is active.
      LOG.debug("no transaction to roll back", e);
    }
    return cause;
  }

  private void stop(Throwable cause) {
    stopped = true;
    LOG.error("the metadata cannot be written any more; reads go on, writes need a restart", cause);
  }

  private static void failAll(Iterable<PendingWrite<?>> works, Throwable cause) {
    works.forEach(pending -> pending.fail(cause));
  }

  /** Commits what is queued, refuses the rest, and ends the thread. */
  @Override
  public void close() {
    queue.add(last);
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
