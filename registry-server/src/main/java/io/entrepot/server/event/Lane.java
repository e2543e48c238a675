package io.entrepot.server.event;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import io.entrepot.storage.event.Offer;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A thread that carries batches while there are any, and otherwise waits to be woken. */
final class Lane {
  /** How long it lets more come before it looks, so that a burst costs few transactions. */
  static final Duration GATHERING = Duration.ofMillis(20);

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
  private final Duration recovery;
  private final Work work;
  private final Semaphore bell = new Semaphore(0);
  private final Thread thread;
  private final CountDownLatch closed = new CountDownLatch(1);

  /**
   * Starts at once.
   *
   * @param recovery how long it waits when something failed that should not have
   */
  Lane(String name, Duration recovery, Work work) {
    this.name = name;
    this.recovery = recovery;
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
      while (!isClosed()) {
        Optional<Duration> rest = carryAll();
        if (rest.isEmpty()) {
          // The bell is not heard: new events would have it fail again and again without a pause.
          if (closed.await(recovery.toMillis(), MILLISECONDS)) {
            return;
          }
        } else if (bell.tryAcquire(rest.get().toMillis(), MILLISECONDS)) {
          if (closed.await(GATHERING.toMillis(), MILLISECONDS)) {
            return;
          }
          bell.drainPermits();
        }
      }
    } catch (InterruptedException e) {
      LOG.debug("{} ends", name);
    }
  }

  private boolean isClosed() {
    return closed.getCount() == 0;
  }

  /**
   * What fails now is tried again after a pause; nothing is lost by that. Errors too: nobody would
   * see that a thread is gone.
   *
   * @return how long there is nothing to do; empty when something failed
   */
  private Optional<Duration> carryAll() throws InterruptedException {
    try {
      List<Offer> offers = work.next();
      while (!isClosed() && !offers.isEmpty()) {
        work.carry(offers);
        offers = work.next();
      }
      return Optional.of(work.rest());
    } catch (InterruptedException e) {
      throw e;
    } catch (Throwable e) {
      if (!isClosed()) {
        LOG.error("{} failed and goes on in {} s", name, recovery.toSeconds(), e);
      }
      return Optional.empty();
    }
  }

  /** Has it end after what it is at. */
  void stop() {
    closed.countDown();
    wake();
  }

  /** Waits until it has, until this time of {@link System#nanoTime}, and then cuts it off. */
  void awaitEnd(long deadline) {
    try {
      if (!thread.join(Duration.ofNanos(deadline - System.nanoTime()))) {
        LOG.warn("{} did not end in time; what it was at is offered again", name);
        thread.interrupt();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
