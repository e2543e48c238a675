package io.entrepot.storage.metadata;

import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/**
 * Work that a caller waits for and a thread of the database does. The waiting is not interrupted:
 * work that was taken on ends one way or the other, and the caller must know which.
 */
final class Pending<T> {
  private final CompletableFuture<Supplier<T>> outcome = new CompletableFuture<>();

  void succeed(T value) {
    outcome.complete(() -> value);
  }

  void fail(Throwable cause) {
    outcome.complete(() -> {
      switch (cause) {
        case RuntimeException e -> throw e;
        case Error e -> throw e;
        default -> throw new IllegalStateException(cause);
      }
    });
  }

  T await() {
    return outcome.join().get();
  }
}
