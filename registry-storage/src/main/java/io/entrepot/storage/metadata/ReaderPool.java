package io.entrepot.storage.metadata;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Threads that read, each with its own connection. They are platform threads: SQLite's native calls
 * would hold a virtual thread's carrier.
 */
final class ReaderPool implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ReaderPool.class);

  /** Work, or what tells a thread to end. */
  private final BlockingQueue<Optional<Consumer<Sql>>> queue = new LinkedBlockingQueue<>();

  private final List<Thread> threads = new ArrayList<>();
  private final AtomicLong reads = new AtomicLong();
  private volatile boolean closed;

  ReaderPool(int size, Supplier<Sql> connections) {
    for (int i = 0; i < size; i++) {
      Sql sql = connections.get();
      threads.add(Thread.ofPlatform().name("metadata-reader-" + i).start(() -> serve(sql)));
    }
  }

  <T> T read(QueryWork<T> work) {
    if (closed) {
      throw new IllegalStateException("the metadata is closed");
    }
    Pending<T> pending = new Pending<>();
    Optional<Consumer<Sql>> entry = Optional.of(sql -> answer(sql, work, pending));
    queue.add(entry);
    // Whoever sees the end only now takes the work back, unless a thread has it.
    if (closed && queue.remove(entry)) {
      throw new IllegalStateException("the metadata is closed");
    }
    return pending.await();
  }

  long reads() {
    return reads.get();
  }

  int queued() {
    return queue.size();
  }

  private <T> void answer(Sql sql, QueryWork<T> work, Pending<T> pending) {
    try {
      sql.update("BEGIN");
      T value;
      try {
        value = work.run(sql);
      } finally {
        sql.update("COMMIT");
      }
      reads.incrementAndGet();
      pending.succeed(value);
    } catch (RuntimeException | Error e) {
      pending.fail(e);
    }
  }

  private void serve(Sql sql) {
    try (sql) {
      for (var next = queue.take(); next.isPresent(); next = queue.take()) {
        next.get().accept(sql);
      }
    } catch (InterruptedException e) {
      LOG.error("a reading thread of the metadata was interrupted and ends", e);
    }
  }

  /** Does what is queued and ends the threads. */
  @Override
  public void close() {
    closed = true;
    threads.forEach(thread -> queue.add(Optional.empty()));
    boolean interrupted = false;
    for (Thread thread : threads) {
      while (thread.isAlive()) {
        try {
          thread.join();
        } catch (InterruptedException e) {
          interrupted = true;
        }
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
