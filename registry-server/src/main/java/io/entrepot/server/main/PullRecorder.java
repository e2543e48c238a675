package io.entrepot.server.main;

import io.entrepot.storage.registry.PullTimes;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Has pulls written down now and then, on a thread of its own; the store does so as it closes. */
final class PullRecorder implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(PullRecorder.class);

  private final PullTimes pulls;
  private final Thread thread;

  /** Starts. */
  PullRecorder(PullTimes pulls) {
    this.pulls = pulls;
    thread = Thread.ofVirtual().name("pull-times").start(this::run);
  }

  private void run() {
    try {
      while (!Thread.currentThread().isInterrupted()) {
        Thread.sleep(PullTimes.FLUSH_EVERY);
        flush();
      }
    } catch (InterruptedException e) {
      LOG.debug("pulls are not written down any more");
    }
  }

  /** What fails now is tried again after the next pause. */
  @SuppressWarnings("CatchingUnchecked")
  private void flush() {
    try {
      LOG.debug("{} pulls were written down", pulls.flush());
    } catch (RuntimeException e) {
      LOG.warn("pulls could not be written down", e);
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
