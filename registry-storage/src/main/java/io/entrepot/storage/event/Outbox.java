package io.entrepot.storage.event;

import io.entrepot.storage.metadata.Database;
import io.entrepot.storage.metadata.DeliveryRow;
import io.entrepot.storage.metadata.DeliveryRows;
import io.entrepot.storage.metadata.EventRow;
import io.entrepot.storage.metadata.EventRows;
import io.entrepot.storage.metadata.Sql;
import io.entrepot.storage.metadata.Transaction;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The events that sinks have not got. An event stays until each sink has taken it, or given it up
 * and forgotten that. May block; any thread, but what a sink is offered is asked for by one thread
 * that also settles it, and what it is offered again by one other.
 */
public final class Outbox {
  /** Rows that one transaction removes at most. */
  static final int SWEEP = 500;

  /** Rows that one snapshot reads at most. */
  private static final int PAGE = 1_000;

  private static final Logger LOG = LoggerFactory.getLogger(Outbox.class);

  private final Database database;
  private final Events events;
  private final OutboxLimits limits;
  private final AtomicLong dropped = new AtomicLong();

  /** Up to this one nothing is left but what some sink keeps. Changed after commits. */
  private volatile long swept;

  public Outbox(Database database, Events events, OutboxLimits limits) {
    this.database = database;
    this.events = events;
    this.limits = limits;
  }

  /**
   * Has events kept for these sinks and no others; called once, before there are changes. A sink
   * that is new hears of what happens from now on; what one had not got that is none any more is
   * thrown away.
   *
   * @param woken called when there are new ones; must not block
   */
  public void open(Set<String> sinks, Runnable woken) {
    Set<String> known = new HashSet<>(database.read(EventRows::sinks));
    if (!known.equals(sinks)) {
      database.write(transaction -> {
        register(transaction.sql(), known, sinks);
        return sinks;
      });
    }
    if (!sinks.isEmpty()) {
      events.want(woken);
    } else if (database.read(EventRows::newest) > 0) {
      while (tidy() > 0) {}
    }
  }

  private static void register(Sql sql, Set<String> known, Set<String> sinks) {
    for (String gone : known) {
      if (!sinks.contains(gone)) {
        int letters = DeliveryRows.deleteSink(sql, gone);
        EventRows.deleteSink(sql, gone);
        LOG.warn("{} is no sink of events any more; {} that it refused are gone", gone, letters);
      }
    }
    long newest = EventRows.newest(sql);
    sinks.stream()
        .filter(each -> !known.contains(each))
        .forEach(each -> EventRows.addSink(sql, each, newest));
  }

  /**
   * What a sink was not offered as yet, in order; nothing while too many wait that it refused.
   *
   * @param now from when the time counts after which they are given up: it is the sink that is
   *     given time, however long ago they happened
   * @param limit most of them
   */
  public List<Offer> fresh(String sink, Instant now, int limit) {
    dropWhatIsTooMuch(sink);
    return database.read(sql ->
        DeliveryRows.count(sql, sink, false, limits.waiting()) >= limits.waiting()
            ? List.of()
            : EventRows.after(sql, position(sql, sink), limit).stream()
                .map(row -> new Offer(Event.of(row), 0, now))
                .toList());
  }

  /**
   * What a sink refused and is to be offered now.
   *
   * @param longest the longest wait that is ever set; what is to wait longer was set before the
   *     clock was set back, and is offered at once
   * @param limit most of them
   */
  public List<Offer> due(String sink, Instant now, Duration longest, int limit) {
    long farthest = now.plus(longest).toEpochMilli();
    return database.read(sql ->
        DeliveryRows.due(sql, sink, now.toEpochMilli(), farthest, limit).stream()
            .map(Offer::of)
            .toList());
  }

  /** When there is next something that it refused. */
  public Optional<Instant> nextDue(String sink) {
    return database.read(sql -> DeliveryRows.nextDue(sql, sink).map(Instant::ofEpochMilli));
  }

  /**
   * Notes what came of all that was asked for, durably. Events that were renewed meanwhile stay so,
   * unless they were taken.
   */
  public void settle(String sink, List<Outcome> outcomes) {
    database.write(transaction -> {
      Sql sql = transaction.sql();
      long offered = offeredToAll(sql);
      outcomes.forEach(outcome -> settle(sql, sink, outcome, offered));
      outcomes.stream()
          .mapToLong(outcome -> outcome.offer().event().number())
          .max()
          .ifPresent(last -> EventRows.advance(sql, sink, last));
      sweep(transaction);
      return sink;
    });
  }

  private static void settle(Sql sql, String sink, Outcome outcome, long offered) {
    switch (outcome) {
      case Outcome.Taken(Offer offer) -> forget(sql, sink, offer.event().number(), offered);
      case Outcome.Again(Offer offer, Instant due, String error) ->
          DeliveryRows.set(sql, sink, row(offer, due, false, error));
      case Outcome.Dead(Offer offer, Instant at, String error) ->
          DeliveryRows.set(sql, sink, row(offer, at, true, error));
    }
  }

  private static DeliveryRow row(Offer offer, Instant due, boolean dead, String error) {
    return new DeliveryRow(
        offer.event().row(),
        offer.attempts() + 1,
        offer.since().toEpochMilli(),
        due.toEpochMilli(),
        dead,
        error);
  }

  /** Sweeps come no more to what was offered to all, so it goes here. */
  private static void forget(Sql sql, String sink, long event, long offered) {
    DeliveryRows.delete(sql, sink, event);
    EventRows.forget(sql, event, offered);
  }

  /** The last event that every sink was offered. */
  private static long offeredToAll(Sql sql) {
    return EventRows.leastPosition(sql).orElse(Long.MAX_VALUE);
  }

  /**
   * Removes dead letters that are too old or too many, a bounded number; to be called now and then,
   * and again while it returns more than none.
   *
   * @return how many
   */
  public int forgetDead(String sink, Instant now) {
    long expired = now.minus(limits.deadAge()).toEpochMilli();
    return database.read(sql -> superfluous(sql, sink, expired)).isEmpty()
        ? 0
        : database.write(transaction -> {
          Sql sql = transaction.sql();
          List<Long> letters = superfluous(sql, sink, expired);
          long offered = offeredToAll(sql);
          letters.forEach(letter -> forget(sql, sink, letter, offered));
          transaction.afterCommit(() -> dropped.addAndGet(letters.size()));
          LOG.warn(
              "{} dead letters of {} were too old or too many and are gone", letters.size(), sink);
          return letters.size();
        });
  }

  private List<Long> superfluous(Sql sql, String sink, long expired) {
    List<Long> old = DeliveryRows.dead(sql, sink, expired, SWEEP);
    if (!old.isEmpty()) {
      return old;
    }
    int over = DeliveryRows.count(sql, sink, true, limits.dead() + SWEEP) - limits.dead();
    return over > 0 ? DeliveryRows.dead(sql, sink, Long.MAX_VALUE, over) : List.of();
  }

  private void dropWhatIsTooMuch(String sink) {
    if (database.read(sql -> behind(sql, sink)) <= limits.behind()) {
      return;
    }
    // With some to spare, or each event that comes would have one dropped.
    int kept = limits.behind() - limits.behind() / 100;
    long lost =
        database.write(transaction -> {
          Sql sql = transaction.sql();
          long over = behind(sql, sink) - kept;
          EventRows.advance(sql, sink, EventRows.newest(sql) - kept);
          return Math.max(over, 0);
        });
    dropped.addAndGet(lost);
    LOG.error("{} is too far behind; its {} oldest events were dropped", sink, lost);
    while (tidy() > 0) {}
  }

  /** Events are numbered without gaps, and none goes that a sink was not offered. */
  private static long behind(Sql sql, String sink) {
    List<EventRow> first = EventRows.after(sql, position(sql, sink), 1);
    return first.isEmpty() ? 0 : EventRows.newest(sql) - first.getFirst().id() + 1;
  }

  private static long position(Sql sql, String sink) {
    return EventRows.position(sql, sink)
        .orElseThrow(() -> new IllegalArgumentException("there is no sink " + sink));
  }

  private int tidy() {
    return database.write(this::sweep);
  }

  /** Removes what every sink was offered and none keeps. */
  private int sweep(Transaction transaction) {
    long upTo = offeredToAll(transaction.sql());
    int removed = EventRows.sweep(transaction.sql(), swept, upTo, SWEEP);
    if (removed < SWEEP && upTo < Long.MAX_VALUE) {
      transaction.afterCommit(() -> swept = upTo);
    }
    return removed;
  }

  /** What a sink did not take, in order after this event, at most so many. */
  public List<Undelivered> list(String sink, boolean dead, long after, int limit) {
    return database.read(sql ->
        DeliveryRows.page(sql, sink, dead, after, limit).stream().map(Undelivered::of).toList());
  }

  /**
   * Has events that a sink refused offered again at once, with all their tries before them.
   *
   * @param ids of events; those are passed over that the sink did not refuse
   * @return of how many that is so
   */
  public int renew(String sink, Set<String> ids, Instant now) {
    List<Long> meant = new ArrayList<>();
    List<DeliveryRows.Named> page = names(sink, 0);
    while (!page.isEmpty()) {
      page.stream()
          .filter(named -> ids.contains(named.uuid()))
          .map(DeliveryRows.Named::event)
          .forEach(meant::add);
      page = names(sink, page.getLast().event());
    }
    return offerAgain(sink, meant, now);
  }

  private List<DeliveryRows.Named> names(String sink, long after) {
    return database.read(sql -> DeliveryRows.names(sql, sink, after, PAGE));
  }

  /**
   * The same with what a sink did not take, waiting ones first and then the oldest dead letters, at
   * most as many as may wait: more would keep new events from it.
   */
  public int renewAll(String sink, Instant now) {
    return offerAgain(
        sink, database.read(sql -> DeliveryRows.refused(sql, sink, limits.waiting())), now);
  }

  private int offerAgain(String sink, List<Long> refused, Instant now) {
    int renewed = 0;
    for (int from = 0; from < refused.size(); from += SWEEP) {
      List<Long> some = refused.subList(from, Math.min(from + SWEEP, refused.size()));
      renewed +=
          database.write(transaction ->
              (int)
                  some.stream()
                      .filter(each ->
                          DeliveryRows.renew(transaction.sql(), sink, each, now.toEpochMilli()))
                      .count());
    }
    return renewed;
  }

  public Backlog backlog(String sink) {
    return database.read(sql -> {
      List<EventRow> fresh = EventRows.after(sql, position(sql, sink), 1);
      List<DeliveryRow> waiting = DeliveryRows.page(sql, sink, false, 0, 1);
      return new Backlog(
          behind(sql, sink),
          DeliveryRows.count(sql, sink, false, Integer.MAX_VALUE),
          DeliveryRows.count(sql, sink, true, Integer.MAX_VALUE),
          waiting.stream()
              .map(DeliveryRow::event)
              .findFirst()
              .or(() -> fresh.stream().findFirst())
              .map(row -> Instant.ofEpochMilli(row.at())));
    });
  }

  /** How many events were dropped since the start without any sink's having taken them. */
  public long dropped() {
    return dropped.get();
  }
}
