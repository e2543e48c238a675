package io.entrepot.auth.store;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Does something again and again on a thread of its own, and once more at the end. */
final class PeriodicWork implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(PeriodicWork.class);

  private final ScheduledExecutorService thread;
  private final Runnable work;

  PeriodicWork(String name, Duration period, Runnable work) {
    this.work = work;
    this.thread =
        Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name(name).daemon().factory());
    long millis = period.toMillis();
    var _ = thread.scheduleWithFixedDelay(this::once, millis, millis, TimeUnit.MILLISECONDS);
  }

  private void once() {
    try {
      work.run();
    } catch (StoreException e) {
      LOG.warn("the last uses of access keys were not written; they wait", e);
    }
  }

  @Override
  public void close() {
    thread.close();
    once();
  }
}
