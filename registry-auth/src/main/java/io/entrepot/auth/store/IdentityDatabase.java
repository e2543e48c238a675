package io.entrepot.auth.store;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * The rows, read by a few threads and changed by one, all of them platform threads: SQLite's native
 * calls would hold a virtual thread's carrier. Any thread may call; calls block.
 *
 * <p>Each change raises the generation once it is durable and before its caller hears of it. Who
 * notes the generation before reading rows knows for how long they hold: until it is another.
 */
final class IdentityDatabase implements AutoCloseable {
  private static final int READERS = 2;

  private final AtomicLong generation = new AtomicLong();
  private final Sql writer;
  private final BlockingQueue<Sql> readers = new ArrayBlockingQueue<>(READERS);
  private final ExecutorService writing = threads("identity-writer-", 1);
  private final ExecutorService reading = threads("identity-reader-", READERS);

  /** Set by the writing thread when it cannot know what is on the disk any more. */
  private boolean broken;

  IdentityDatabase(Path file) {
    SqliteConnections connections = new SqliteConnections(file);
    writer = connections.writer();
    Schema.migrate(connections, writer);
    for (int i = 0; i < READERS; i++) {
      readers.add(connections.reader());
    }
  }

  /** Counts the changes that are durable. Never blocks. */
  long generation() {
    return generation.get();
  }

  /** Reads rows as they stand at one moment. */
  <T> T read(Function<Sql, T> work) {
    return await(reading, () -> readOnce(work));
  }

  /** Changes rows, all or none; a failure of the work undoes it. */
  <T> T change(Function<Sql, T> work) {
    return await(
        writing,
        () -> {
          try {
            return writeOnce(work);
          } finally {
            generation.incrementAndGet();
          }
        });
  }

  /** The same, for rows that no decision depends on. */
  <T> T note(Function<Sql, T> work) {
    return await(writing, () -> writeOnce(work));
  }

  private <T> T readOnce(Function<Sql, T> work) {
    Sql sql = readers.remove();
    try {
      sql.update("BEGIN");
      try {
        return work.apply(sql);
      } finally {
        sql.update("COMMIT");
      }
    } finally {
      readers.add(sql);
    }
  }

  private <T> T writeOnce(Function<Sql, T> work) {
    if (broken) {
      throw new StoreException("identities cannot be changed: an earlier commit failed");
    }
    writer.update("BEGIN IMMEDIATE");
    T value;
    try {
      value = work.apply(writer);
    } catch (RuntimeException | Error e) {
      rollBack(e);
      throw e;
    }
    try {
      writer.update("COMMIT");
    } catch (StoreException e) {
      // A failed sync is never tried again: what the disk holds is not known.
      broken = true;
      throw e;
    }
    return value;
  }

  private void rollBack(Throwable cause) {
    try {
      writer.update("ROLLBACK");
    } catch (StoreException e) {
      broken = true;
      cause.addSuppressed(e);
    }
  }

  private static <T> T await(ExecutorService threads, Supplier<T> work) {
    try {
      return CompletableFuture.supplyAsync(work, threads).join();
    } catch (CompletionException e) {
      throw rethrown(Objects.requireNonNull(e.getCause()));
    }
  }

  /** The stack of the waiting thread is lost: what failed is what the database's thread did. */
  private static RuntimeException rethrown(Throwable cause) {
    return switch (cause) {
      case Error error -> throw error;
      case RuntimeException failure -> failure;
      default -> new IllegalStateException(cause);
    };
  }

  private static ExecutorService threads(String name, int count) {
    return Executors.newFixedThreadPool(
        count, Thread.ofPlatform().name(name, 0).daemon().factory());
  }

  /** Does what was asked for and closes the file. */
  @Override
  public void close() {
    reading.close();
    writing.close();
    List<Sql> open = new ArrayList<>();
    readers.drainTo(open);
    open.forEach(Sql::close);
    writer.close();
  }
}
