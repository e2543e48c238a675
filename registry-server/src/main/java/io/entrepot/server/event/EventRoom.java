package io.entrepot.server.event;

import io.entrepot.server.observe.Gauge;
import io.entrepot.storage.event.Backlog;
import io.entrepot.storage.event.Outbox;
import io.entrepot.storage.event.Undelivered;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.ToDoubleFunction;
import java.util.function.ToLongFunction;
import java.util.random.RandomGenerator;

/** All sinks with their couriers. Any thread; methods may block. */
public final class EventRoom implements AutoCloseable {
  /** How long all of them together may take to end. */
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final Outbox outbox;
  private final EventText text;
  private final String account;
  private final InstantSource clock;

  /** By name, in the order of the settings; empty until all of them are there. */
  private volatile Map<String, Courier> couriers = Map.of();

  /**
   * How a sink stands.
   *
   * @param taken events since the start
   * @param refused tries since the start
   * @param lastError empty when nothing was refused since the start
   */
  public record SinkState(
      String name,
      String target,
      Backlog backlog,
      long taken,
      long refused,
      Optional<Instant> lastTaken,
      Optional<Instant> lastRefused,
      String lastError) {}

  /**
   * Begins to carry events; none are made when there are no sinks.
   *
   * @param sinks each with a name of its own; closed with this
   * @param account whom events that tell of nothing are said to be of
   */
  public EventRoom(
      Outbox outbox,
      List<EventSink> sinks,
      EventText text,
      String account,
      RandomGenerator random,
      InstantSource clock) {
    this.outbox = outbox;
    this.text = text;
    this.account = account;
    this.clock = clock;
    Map<String, Courier> all = new LinkedHashMap<>();
    outbox.open(
        Set.copyOf(sinks.stream().map(EventSink::name).toList()),
        () -> couriers.values().forEach(Courier::wake));
    for (EventSink sink : sinks) {
      all.put(sink.name(), new Courier(sink, outbox, text, new RetryPlan(random), clock));
    }
    couriers = Collections.unmodifiableMap(all);
  }

  /** The names of the sinks, in the order of the settings. */
  public List<String> sinks() {
    return List.copyOf(couriers.keySet());
  }

  /** How a sink stands; empty when there is none of this name. */
  public Optional<SinkState> state(String sink) {
    return Optional.ofNullable(couriers.get(sink)).map(this::state);
  }

  private SinkState state(Courier courier) {
    Tally tally = courier.tally();
    return new SinkState(
        courier.sink().name(),
        courier.sink().target(),
        outbox.backlog(courier.sink().name()),
        tally.taken(),
        tally.refused(),
        tally.lastTaken(),
        tally.lastRefused(),
        tally.lastError());
  }

  /** What a sink did not take: dead letters, or what it is offered again; after this event. */
  public List<Undelivered> undelivered(String sink, boolean dead, long after, int limit) {
    return outbox.list(sink, dead, after, limit);
  }

  /** Has events that a sink refused offered again at once; of how many that is so. */
  public int resend(String sink, Set<String> ids) {
    int renewed = outbox.renew(sink, ids, clock.instant());
    Optional.ofNullable(couriers.get(sink)).ifPresent(Courier::wakeAgain);
    return renewed;
  }

  /** The same with all that a sink refused, at most as many as may wait. */
  public int resendAll(String sink) {
    int renewed = outbox.renewAll(sink, clock.instant());
    Optional.ofNullable(couriers.get(sink)).ifPresent(Courier::wakeAgain);
    return renewed;
  }

  /** Offers a sink an event that tells of nothing; empty when there is none of this name. */
  public Optional<Delivery> test(String sink) {
    UUID id = UUID.randomUUID();
    return Optional.ofNullable(couriers.get(sink))
        .map(courier -> courier.sink().deliver(id, text.trial(id, account, clock.instant())));
  }

  /** The figures of all sinks together, for the metrics; none without a sink. */
  public List<Gauge> gauges() {
    if (couriers.isEmpty()) {
      return List.of();
    }
    return List.of(
        new Gauge(
            "entrepot_events_delivered_total",
            "Events that sinks have taken.",
            () -> sum(Tally::taken)),
        new Gauge(
            "entrepot_events_refused_total",
            "Times that a sink did not take an event.",
            () -> sum(Tally::refused)),
        new Gauge(
            "entrepot_events_given_up_total",
            "Events that became dead letters.",
            () -> sum(Tally::dead)),
        new Gauge(
            "entrepot_events_dropped_total",
            "Events that no sink took and that are gone: more than are kept, or too old.",
            outbox::dropped),
        new Gauge(
            "entrepot_events_pending",
            "Events that wait to be delivered, counted for each sink.",
            () -> sumOfBacklogs(backlog -> backlog.behind() + backlog.waiting())),
        new Gauge(
            "entrepot_events_dead",
            "Dead letters that are kept.",
            () -> sumOfBacklogs(Backlog::dead)),
        new Gauge(
            "entrepot_events_oldest_seconds",
            "How long the oldest of the waiting events has waited.",
            this::oldest));
  }

  private double sum(ToLongFunction<Tally> figure) {
    return couriers.values().stream().map(Courier::tally).mapToLong(figure).sum();
  }

  private double sumOfBacklogs(ToDoubleFunction<Backlog> figure) {
    return couriers.keySet().stream().map(outbox::backlog).mapToDouble(figure).sum();
  }

  private double oldest() {
    return couriers.keySet().stream()
        .flatMap(sink -> outbox.backlog(sink).oldest().stream())
        .mapToDouble(at -> Duration.between(at, clock.instant()).toMillis() / 1_000.0)
        .max()
        .orElse(0);
  }

  @Override
  public void close() {
    couriers.values().forEach(Courier::stop);
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    couriers.values().forEach(courier -> courier.awaitEnd(deadline));
  }
}
