package io.entrepot.storage.metadata;

import java.util.ArrayDeque;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;

/**
 * Walks all blobs of a store in order of id, page by page, with several threads that share the
 * walk. Blobs that come meanwhile are met; of those that go, the row may still be given.
 */
public final class BlobPages {
  private static final int PAGE = 500;

  private final ReadOnlyDatabase metadata;
  private final Queue<BlobRow> page = new ArrayDeque<>();
  private long last;
  private boolean ended;

  public BlobPages(ReadOnlyDatabase metadata) {
    this.metadata = metadata;
  }

  /**
   * Gives each blob to the consumer, on so many platform threads, and returns after the last. When
   * the consumer throws, no further blob is given, and the caller gets what was thrown.
   */
  public void forEach(int threads, Consumer<BlobRow> consumer) {
    Callable<Boolean> walk =
        () -> {
          walk(consumer);
          return true;
        };
    try (ExecutorService workers = Executors.newFixedThreadPool(threads)) {
      for (Future<Boolean> worker : workers.invokeAll(Collections.nCopies(threads, walk))) {
        await(worker);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted on the walk through all blobs", e);
    }
  }

  private void walk(Consumer<BlobRow> consumer) {
    boolean whole = false;
    try {
      for (Optional<BlobRow> blob = next(); blob.isPresent(); blob = next()) {
        consumer.accept(blob.get());
      }
      whole = true;
    } finally {
      if (!whole) {
        stop();
      }
    }
  }

  private synchronized Optional<BlobRow> next() {
    if (page.isEmpty() && !ended) {
      List<BlobRow> rows = metadata.read(sql -> BlobRows.page(sql, last, PAGE));
      page.addAll(rows);
      ended = rows.isEmpty();
      last = rows.isEmpty() ? last : rows.getLast().id();
    }
    return Optional.ofNullable(page.poll());
  }

  private synchronized void stop() {
    page.clear();
    ended = true;
  }

  private static void await(Future<Boolean> worker) throws InterruptedException {
    try {
      worker.get();
    } catch (ExecutionException e) {
      switch (e.getCause()) {
        case RuntimeException cause -> throw cause;
        case Error cause -> throw cause;
        case null, default -> throw new IllegalStateException(e);
      }
    }
  }
}
