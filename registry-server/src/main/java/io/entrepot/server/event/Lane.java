package io.entrepot.server.event;

import io.entrepot.storage.event.Offer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A thread that carries batches while there are any, and otherwise waits to be woken. */
final class Lane implements AutoCloseable {
  /** How long it lets more come before it looks, so that a burst costs few transactions. */
  static final Duration GATHERING = Duration.ofMillis(20);

  /** How long it waits when something failed that should not have. */
  private static final Duration RECOVERY = Duration.ofSeconds(5);

  /** How long it may take to end. */
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private static final Logger LOG = LoggerFactory.getLogger(Lane.class);

  /** What is to be done. */
  interface Work {
    List<Offer> next();

    /** Does it, to the end. */
    void carry(List<Offer> offers) throws InterruptedException;

    /** How long there will be nothing, unless it is woken. */
    Duration rest();
  }

  private final String name;
  private final Work work;
  private final Semaphore bell = new Semaphore(0);
  private final Thread thread;
  private volatile boolean closed;

  Lane(String name, Work work) {
    this.name = name;
    this.work = work;
    this.thread = Thread.ofPlatform().daemon().name(name).start(this::run);
  }

  /** Never blocks. */
  void wake() {
    if (bell.availablePermits() == 0) {
      bell.release();
    }
  }

  private void run() {
    try {
      while (!closed) {
        Duration rest = carryAll();
        if (bell.tryAcquire(rest.toMillis(), TimeUnit.MILLISECONDS)) {
          Thread.sleep(GATHERING);
          bell.drainPermits();
        }
      }
    } catch (InterruptedException e) {
      LOG.debug("{} ends", name);
    }
  }

  /** What fails now is tried again after a pause; nothing is lost by that. */
  @SuppressWarnings("CatchingUnchecked")
  private Duration carryAll() throws InterruptedException {
    try {
      List<Offer> offers = work.next();
      while (!closed && !offers.isEmpty()) {
        work.carry(offers);
        offers = work.next();
      }
      return work.rest();
    } catch (RuntimeException e) {
      if (!closed) {
        LOG.error("{} failed and goes on in {} s", name, RECOVERY.toSeconds(), e);
      }
      return RECOVERY;
    }
  }

  /** Has it end after what it is at. */
  void stop() {
    closed = true;
    wake();
  }

  @Override
  public void close() {
    stop();
    try {
      if (!thread.join(PATIENCE)) {
        LOG.warn("{} did not end in time; what it was at is offered again", name);
        thread.interrupt();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
