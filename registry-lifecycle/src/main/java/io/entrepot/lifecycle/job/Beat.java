package io.entrepot.lifecycle.job;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A thread that does something again and again, whatever comes of it. */
final class Beat {
  private static final Logger LOG = LoggerFactory.getLogger(Beat.class);

  private final String name;
  private final Duration period;
  private final Runnable step;
  private final Semaphore bell = new Semaphore(0);
  private final CountDownLatch closed = new CountDownLatch(1);
  private final Thread thread;

  /** The last failure, so that one that stays is told of once. The thread's own. */
  private String failure = "";

  /** Starts at once. */
  Beat(String name, Duration period, Runnable step) {
    this.name = name;
    this.period = period;
    this.step = step;
    this.thread = Thread.ofPlatform().daemon().name(name).start(this::run);
  }

  /** Has it go on before its time. Never blocks. */
  void wake() {
    if (bell.availablePermits() == 0) {
      bell.release();
    }
  }

  private void run() {
    try {
      while (closed.getCount() > 0) {
        if (isWell()) {
          bell.tryAcquire(period.toNanos(), TimeUnit.NANOSECONDS);
        } else if (closed.await(period.toNanos(), TimeUnit.NANOSECONDS)) {
          return;
        }
        bell.drainPermits();
      }
    } catch (InterruptedException e) {
      LOG.debug("{} ends", name);
    }
  }

  /** Errors too: nobody would see that the thread is gone. */
  private boolean isWell() {
    try {
      step.run();
      failure = "";
      return true;
    } catch (Throwable e) {
      if (closed.getCount() > 0 && !failure.equals(e.toString())) {
        LOG.error("{} failed, and is tried again", name, e);
        failure = e.toString();
      }
      return false;
    }
  }

  /** Ends after the step that it is at, for which it waits so long. */
  void stop(Duration patience) {
    closed.countDown();
    wake();
    try {
      if (!thread.join(patience)) {
        LOG.warn("{} did not end in time", name);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
