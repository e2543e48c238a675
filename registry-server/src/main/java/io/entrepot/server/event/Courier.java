package io.entrepot.server.event;

import io.entrepot.storage.event.Offer;
import io.entrepot.storage.event.Outbox;
import io.entrepot.storage.event.Outcome;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Carries events to one sink, on two lanes: what it was not offered as yet, and what it refused and
 * is offered again, so that the latter never holds up the former. What came of a batch is noted
 * after it; when the process ends between, the batch is offered again.
 */
final class Courier {
  /** Events that are offered before it is noted what came of them. */
  static final int BATCH = 64;

  /** How long a lane waits unwoken: events may have been left by a start that failed. */
  private static final Duration SELDOM = Duration.ofMinutes(1);

  /** How long a lane waits when something failed that should not have. */
  private static final Duration RECOVERY = Duration.ofSeconds(5);

  private static final Logger LOG = LoggerFactory.getLogger(Courier.class);

  private final EventSink sink;
  private final Outbox outbox;
  private final EventText text;
  private final RetryPlan plan;
  private final InstantSource clock;
  private final Tally tally = new Tally();
  private final Hands freshHands;
  private final Hands againHands;

  /** Names of exceptions that were logged, so that each kind is only once. */
  private final Set<String> faults = ConcurrentHashMap.newKeySet();

  private final Lane fresh;
  private final Lane again;

  /** Starts at once. */
  Courier(EventSink sink, Outbox outbox, EventText text, RetryPlan plan, InstantSource clock) {
    this.sink = sink;
    this.outbox = outbox;
    this.text = text;
    this.plan = plan;
    this.clock = clock;
    this.freshHands = new Hands(nameOf(sink), sink.atOnce());
    this.againHands = new Hands(nameOf(sink) + "-again", sink.atOnce());
    this.fresh = new Lane(nameOf(sink), RECOVERY, new Fresh());
    this.again = new Lane(nameOf(sink) + "-again", RECOVERY, new Again());
  }

  private static String nameOf(EventSink sink) {
    return "events-" + sink.name();
  }

  private final class Fresh implements Lane.Work {
    @Override
    public List<Offer> next() {
      return outbox.fresh(sink.name(), clock.instant(), BATCH);
    }

    @Override
    public void carry(List<Offer> offers) throws InterruptedException {
      Courier.this.carry(offers, freshHands);
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
      return outbox.due(sink.name(), clock.instant(), RetryPlan.MAX_ASKED, BATCH);
    }

    @Override
    public void carry(List<Offer> offers) throws InterruptedException {
      Courier.this.carry(offers, againHands);
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

  private void carry(List<Offer> offers, Hands hands) throws InterruptedException {
    List<Outcome> outcomes = hands.each(offers, this::offer);
    outbox.settle(sink.name(), outcomes);
    outcomes.forEach(outcome -> tally.note(outcome, clock.instant()));
  }

  private Outcome offer(Offer offer) {
    return plan.outcome(offer, deliver(offer), clock.instant());
  }

  /** A fault of ours with one event counts as a refusal, lest the rest of its batch come again. */
  @SuppressWarnings("CatchingUnchecked")
  private Delivery deliver(Offer offer) {
    try {
      return sink.deliver(offer.event().id(), text.of(offer.event()));
    } catch (RuntimeException e) {
      String fault = e.getClass().getSimpleName();
      if (faults.add(fault)) {
        LOG.error("{} could not be offered event {}", sink.name(), offer.event().id(), e);
      }
      return new Delivery.Refused(fault);
    }
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

  /** Begins to end: cuts off what is under way, which is offered again after the next start. */
  void stop() {
    fresh.stop();
    again.stop();
    sink.close();
  }

  /** Waits for the end after that, until this time of {@link System#nanoTime} at most. */
  void awaitEnd(long deadline) {
    fresh.awaitEnd(deadline);
    again.awaitEnd(deadline);
    freshHands.close();
    againHands.close();
  }
}
