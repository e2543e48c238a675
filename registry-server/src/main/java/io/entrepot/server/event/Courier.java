package io.entrepot.server.event;

import io.entrepot.storage.event.Offer;
import io.entrepot.storage.event.Outbox;
import io.entrepot.storage.event.Outcome;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Carries events to one sink, on two lanes: what it was not offered as yet, and what it refused and
 * is offered again, so that the latter never holds up the former. What came of a batch is noted
 * after it; when the process ends between, the batch is offered again.
 */
final class Courier implements AutoCloseable {
  /** Events that are offered before it is noted what came of them. */
  static final int BATCH = 64;

  /** How long a lane waits unwoken: events may have been left by a start that failed. */
  private static final Duration SELDOM = Duration.ofMinutes(1);

  private static final Duration IDLE_HANDS = Duration.ofSeconds(30);

  private final EventSink sink;
  private final Outbox outbox;
  private final EventText text;
  private final RetryPlan plan;
  private final InstantSource clock;
  private final Tally tally = new Tally();
  private final ThreadPoolExecutor hands;
  private final Lane fresh;
  private final Lane again;

  /** Starts at once. */
  Courier(EventSink sink, Outbox outbox, EventText text, RetryPlan plan, InstantSource clock) {
    this.sink = sink;
    this.outbox = outbox;
    this.text = text;
    this.plan = plan;
    this.clock = clock;
    // Twice, so that slow tries of one lane leave room for the other.
    int most = 2 * sink.atOnce();
    this.hands =
        new ThreadPoolExecutor(
            most,
            most,
            IDLE_HANDS.toSeconds(),
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(),
            Thread.ofPlatform().daemon().name("events-" + sink.name() + "-", 0).factory());
    this.hands.allowCoreThreadTimeOut(true);
    this.fresh = new Lane("events-" + sink.name(), new Fresh());
    this.again = new Lane("events-" + sink.name() + "-again", new Again());
  }

  private final class Fresh implements Lane.Work {
    @Override
    public List<Offer> next() {
      return outbox.fresh(sink.name(), clock.instant(), BATCH);
    }

    @Override
    public void carry(List<Offer> offers) throws InterruptedException {
      Courier.this.carry(offers);
      again.wake();
    }

    @Override
    public Duration rest() {
      return SELDOM;
    }
  }

  private final class Again implements Lane.Work {
    @Override
    public List<Offer> next() {
      return outbox.due(sink.name(), clock.instant(), BATCH);
    }

    @Override
    public void carry(List<Offer> offers) throws InterruptedException {
      Courier.this.carry(offers);
      // It may be held up by what waited.
      fresh.wake();
    }

    @Override
    public Duration rest() {
      while (outbox.forgetDead(sink.name(), clock.instant()) > 0) {}
      return outbox
          .nextDue(sink.name())
          .map(due -> Duration.between(clock.instant(), due))
          .map(wait -> wait.isNegative() ? Duration.ZERO : wait)
          .filter(wait -> wait.compareTo(SELDOM) < 0)
          .orElse(SELDOM);
    }
  }

  private void carry(List<Offer> offers) throws InterruptedException {
    List<Outcome> outcomes =
        sink.atOnce() == 1 ? offers.stream().map(this::offer).toList() : allAtOnce(offers);
    outbox.settle(sink.name(), outcomes);
    outcomes.forEach(outcome -> tally.note(outcome, clock.instant()));
  }

  private List<Outcome> allAtOnce(List<Offer> offers) throws InterruptedException {
    List<Outcome> outcomes = new ArrayList<>(offers.size());
    List<Future<Outcome>> all =
        hands.invokeAll(
            offers.stream()
                .<java.util.concurrent.Callable<Outcome>>map(offer -> () -> offer(offer))
                .toList());
    for (Future<Outcome> each : all) {
      try {
        outcomes.add(each.get());
      } catch (ExecutionException e) {
        throw new IllegalStateException("an event could not be offered", e);
      }
    }
    return outcomes;
  }

  private Outcome offer(Offer offer) {
    Delivery delivery = sink.deliver(offer.event().id(), text.of(offer.event()));
    return plan.outcome(offer, delivery, clock.instant());
  }

  EventSink sink() {
    return sink;
  }

  Tally tally() {
    return tally;
  }

  /** There are new events. Never blocks. */
  void wake() {
    fresh.wake();
  }

  /** There is something to be offered again. Never blocks. */
  void wakeAgain() {
    again.wake();
  }

  /** Cuts off what is under way, which is offered again after the next start. */
  @Override
  public void close() {
    fresh.stop();
    again.stop();
    sink.close();
    fresh.close();
    again.close();
    hands.shutdownNow();
  }
}
