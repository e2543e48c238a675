package io.entrepot.server.main;

import io.entrepot.storage.registry.RegistryStore;
import java.time.Duration;
import java.time.InstantSource;
import java.util.function.IntSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends uploads that nobody goes on with, and clears away what was in deleted repositories, now and
 * then, on a thread of its own; first of all removes what a crash left of uploads that had ended.
 */
final class UploadExpiry implements AutoCloseable {
  private static final Duration SELDOM = Duration.ofMinutes(5);
  private static final Logger LOG = LoggerFactory.getLogger(UploadExpiry.class);

  private final RegistryStore store;
  private final InstantSource clock;
  private final Thread thread;

  /** Starts; the first look comes after a tenth of the expiry, or five minutes. */
  UploadExpiry(RegistryStore store, Duration expiry, InstantSource clock) {
    this.store = store;
    this.clock = clock;
    Duration tenth = expiry.dividedBy(10);
    Duration pause = tenth.compareTo(SELDOM) < 0 ? tenth : SELDOM;
    thread = Thread.ofVirtual().name("upload-expiry").start(() -> run(pause));
  }

  private void run(Duration pause) {
    removeLeftovers();
    try {
      while (!Thread.currentThread().isInterrupted()) {
        Thread.sleep(pause);
        untilNone(
            () -> store.expireUploads(clock.instant()),
            "uploads had rested too long and were ended",
            "uploads could not be expired");
        untilNone(
            store::clearDeleted,
            "rows of deleted repositories were cleared away",
            "deleted repositories could not be cleared away");
      }
    } catch (InterruptedException e) {
      LOG.debug("upload expiry ends");
    }
  }

  /** What fails now is tried again after the next start. */
  @SuppressWarnings("CatchingUnchecked")
  private void removeLeftovers() {
    try {
      int removed = store.removeLeftovers();
      if (removed > 0) {
        LOG.info("{} files of uploads that had ended were left, and were removed", removed);
      }
    } catch (RuntimeException e) {
      LOG.warn("files of ended uploads could not be removed", e);
    }
  }

  /** What fails now is tried again after the next pause. */
  @SuppressWarnings("CatchingUnchecked")
  private static void untilNone(IntSupplier work, String done, String failed) {
    try {
      int all = 0;
      for (int some = work.getAsInt();
          some > 0 && !Thread.currentThread().isInterrupted();
          some = work.getAsInt()) {
        all += some;
      }
      if (all > 0) {
        LOG.info("{} {}", all, done);
      }
    } catch (RuntimeException e) {
      LOG.warn(failed, e);
    }
  }

  @Override
  public void close() {
    thread.interrupt();
    try {
      thread.join(Duration.ofSeconds(5));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
