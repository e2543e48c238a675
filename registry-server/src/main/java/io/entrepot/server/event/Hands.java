package io.entrepot.server.event;

import io.entrepot.storage.event.Offer;
import io.entrepot.storage.event.Outcome;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/**
 * Threads that offer the events of a batch, at most so many at the same time. Each lane has its
 * own, so that slow tries of one leave room for the other. Started when they are needed.
 */
final class Hands implements AutoCloseable {
  private static final Duration IDLE = Duration.ofSeconds(30);

  private final int atOnce;
  private final ThreadPoolExecutor pool;

  Hands(String name, int atOnce) {
    this.atOnce = atOnce;
    this.pool =
        new ThreadPoolExecutor(
            atOnce,
            atOnce,
            IDLE.toSeconds(),
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(),
            Thread.ofPlatform().daemon().name(name + "-", 0).factory());
    this.pool.allowCoreThreadTimeOut(true);
  }

  /** Does this with all of them, and returns what came of each, in their order. */
  List<Outcome> each(List<Offer> offers, Function<Offer, Outcome> deed)
      throws InterruptedException {
    return atOnce == 1 ? offers.stream().map(deed).toList() : severalAtOnce(offers, deed);
  }

  private List<Outcome> severalAtOnce(List<Offer> offers, Function<Offer, Outcome> deed)
      throws InterruptedException {
    List<Outcome> outcomes = new ArrayList<>(offers.size());
    List<Future<Outcome>> all =
        pool.invokeAll(
            offers.stream().<Callable<Outcome>>map(offer -> () -> deed.apply(offer)).toList());
    for (Future<Outcome> each : all) {
      try {
        outcomes.add(each.get());
      } catch (ExecutionException e) {
        throw new IllegalStateException("an event could not be offered", e);
      }
    }
    return outcomes;
  }

  /** Interrupts what is under way. */
  @Override
  public void close() {
    pool.shutdownNow();
  }
}
