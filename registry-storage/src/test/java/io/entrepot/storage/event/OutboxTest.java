package io.entrepot.storage.event;

import static io.entrepot.storage.registry.StoreFixture.repository;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.entrepot.storage.metadata.EventRows;
import io.entrepot.storage.metadata.SqliteDatabase;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class OutboxTest {
  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
  private static final OutboxLimits LIMITS = new OutboxLimits(8, 3, 2, Duration.ofDays(14));
  private static final Duration LONGEST = Duration.ofHours(1);
  private static final String LOG = "log";
  private static final String HOOK = "hook";

  @TempDir Path directory;

  private SqliteDatabase database;
  private Events events;
  private Outbox outbox;
  private final AtomicInteger woken = new AtomicInteger();

  @BeforeEach
  void open() {
    database = SqliteDatabase.open(directory.resolve("metadata.db"), 1);
    events = new Events(UUID::randomUUID, () -> NOW);
    outbox = new Outbox(database, events, LIMITS);
  }

  @AfterEach
  void close() {
    database.close();
  }

  private void restart(String... sinks) {
    database.close();
    open();
    outbox.open(Set.of(sinks), woken::incrementAndGet);
  }

  private void open(String... sinks) {
    outbox.open(Set.of(sinks), woken::incrementAndGet);
  }

  private void happen(String... repositories) {
    for (String name : repositories) {
      database.write(transaction -> {
        events.add(transaction, EventKind.REPOSITORY_CREATE, repository(name));
        return name;
      });
    }
  }

  private static List<String> names(List<Offer> offers) {
    return offers.stream().map(offer -> offer.event().repository().orElseThrow()).toList();
  }

  private void take(String sink) {
    outbox.settle(
        sink, outbox.fresh(sink, NOW, 100).stream().<Outcome>map(Outcome.Taken::new).toList());
  }

  private void refuse(String sink, Duration wait) {
    outbox.settle(
        sink,
        outbox.fresh(sink, NOW, 100).stream()
            .<Outcome>map(offer -> new Outcome.Again(offer, NOW.plus(wait), "no"))
            .toList());
  }

  private void bury(String sink) {
    outbox.settle(
        sink,
        outbox.fresh(sink, NOW, 100).stream()
            .<Outcome>map(offer -> new Outcome.Dead(offer, NOW, "never"))
            .toList());
  }

  private long rows() {
    return database.read(sql -> (long) EventRows.after(sql, 0, 1_000).size());
  }

  @Test
  void without_a_sink_nothing_is_written() {
    open();
    happen("a");
    assertEquals(0, rows());
  }

  @Test
  void events_wait_in_order_until_they_are_settled_and_over_restarts() {
    open(LOG);
    happen("a", "b");
    assertEquals(List.of("a", "b"), names(outbox.fresh(LOG, NOW, 10)));
    assertEquals(List.of("a"), names(outbox.fresh(LOG, NOW, 1)));
    assertEquals(2, woken.get());
    List<Offer> before = outbox.fresh(LOG, NOW, 10);
    restart(LOG);
    assertEquals(before, outbox.fresh(LOG, NOW, 10));
    take(LOG);
    assertEquals(List.of(), outbox.fresh(LOG, NOW, 10));
    assertEquals(0, rows());
  }

  @Test
  void a_sink_has_its_time_from_the_first_offer_on_however_old_the_event_is() {
    open(HOOK);
    happen("a");
    Instant later = NOW.plus(Duration.ofDays(3));
    Offer offer = outbox.fresh(HOOK, later, 1).getFirst();
    assertEquals(later, offer.since());
    outbox.settle(HOOK, List.of(new Outcome.Again(offer, later, "no")));
    assertEquals(later, outbox.due(HOOK, later.plusSeconds(9), LONGEST, 1).getFirst().since());
  }

  @Test
  void an_event_of_a_change_that_is_undone_is_none() {
    open(LOG);
    assertThrows(
        IllegalStateException.class,
        () ->
            database.write(transaction -> {
              events.add(transaction, EventKind.REPOSITORY_CREATE, repository("a"));
              throw new IllegalStateException("undone");
            }));
    assertEquals(List.of(), outbox.fresh(LOG, NOW, 10));
    assertEquals(0, woken.get());
  }

  @Test
  void an_event_stays_until_each_sink_has_it() {
    open(LOG, HOOK);
    happen("a");
    take(LOG);
    assertEquals(1, rows());
    take(HOOK);
    assertEquals(0, rows());
  }

  @Test
  void what_is_refused_comes_again_when_it_is_due_and_holds_up_nothing() {
    open(HOOK);
    happen("a");
    refuse(HOOK, Duration.ofSeconds(5));
    happen("b");
    assertEquals(List.of("b"), names(outbox.fresh(HOOK, NOW, 10)));
    take(HOOK);
    assertEquals(List.of(), outbox.due(HOOK, NOW.plusSeconds(4), LONGEST, 10));
    assertEquals(Optional.of(NOW.plusSeconds(5)), outbox.nextDue(HOOK));
    List<Offer> due = outbox.due(HOOK, NOW.plusSeconds(5), LONGEST, 10);
    assertEquals(List.of("a"), names(due));
    assertEquals(1, due.getFirst().attempts());
    assertEquals(1, rows());
    outbox.settle(HOOK, List.of(new Outcome.Taken(due.getFirst())));
    assertEquals(Optional.empty(), outbox.nextDue(HOOK));
    assertEquals(0, rows());
  }

  @Test
  void a_sink_that_refused_too_much_is_offered_nothing_else() {
    open(HOOK);
    happen("a", "b", "c");
    refuse(HOOK, Duration.ofSeconds(5));
    happen("d");
    assertEquals(List.of(), outbox.fresh(HOOK, NOW, 10));
    outbox.settle(
        HOOK,
        List.of(new Outcome.Taken(outbox.due(HOOK, NOW.plusSeconds(5), LONGEST, 1).getFirst())));
    assertEquals(List.of("d"), names(outbox.fresh(HOOK, NOW, 10)));
  }

  @Test
  void a_dead_letter_can_be_sent_again() {
    open(HOOK);
    happen("a", "b");
    bury(HOOK);
    assertEquals(List.of(), outbox.due(HOOK, NOW.plusSeconds(999), LONGEST, 10));
    List<Undelivered> dead = outbox.list(HOOK, true, 0, 10);
    assertEquals(2, dead.size());
    assertEquals("never", dead.getFirst().error());
    Instant later = NOW.plusSeconds(60);
    String id = dead.getFirst().event().id().toString();
    assertEquals(1, outbox.renew(HOOK, Set.of(id, UUID.randomUUID().toString()), later));
    Offer again = outbox.due(HOOK, later, LONGEST, 10).getFirst();
    assertEquals(dead.getFirst().event(), again.event());
    assertEquals(0, again.attempts());
    assertEquals(later, again.since());
    assertEquals(2, outbox.renewAll(HOOK, later));
    assertEquals(List.of("a", "b"), names(outbox.due(HOOK, later, LONGEST, 10)));
  }

  @Test
  void no_more_is_renewed_at_one_go_than_may_wait() {
    open(HOOK);
    happen("a", "b", "c", "d", "e");
    bury(HOOK);
    assertEquals(3, outbox.renewAll(HOOK, NOW));
    assertEquals(3, outbox.renewAll(HOOK, NOW));
    List<Offer> due = outbox.due(HOOK, NOW, LONGEST, 10);
    assertEquals(List.of("a", "b", "c"), names(due));
    outbox.settle(HOOK, due.stream().<Outcome>map(Outcome.Taken::new).toList());
    assertEquals(2, outbox.renewAll(HOOK, NOW));
  }

  @Test
  void what_is_renewed_during_a_try_stays_renewed_after_it() {
    open(HOOK);
    happen("a", "b");
    refuse(HOOK, Duration.ofSeconds(5));
    Instant now = NOW.plusSeconds(5);
    List<Offer> due = outbox.due(HOOK, now, LONGEST, 10);
    assertEquals(2, outbox.renewAll(HOOK, now));
    outbox.settle(
        HOOK,
        List.of(
            new Outcome.Again(due.getFirst(), now.plusSeconds(9), "no"),
            new Outcome.Dead(due.getLast(), now, "never")));
    assertEquals(List.of("a", "b"), names(outbox.due(HOOK, now, LONGEST, 10)));
    assertEquals(0, outbox.due(HOOK, now, LONGEST, 10).getFirst().attempts());
  }

  @Test
  void nothing_waits_for_hours_when_the_clock_is_set_back() {
    open(HOOK);
    happen("a");
    refuse(HOOK, LONGEST);
    assertEquals(List.of(), outbox.due(HOOK, NOW, LONGEST, 10));
    assertEquals(
        List.of("a"), names(outbox.due(HOOK, NOW.minus(Duration.ofDays(365)), LONGEST, 10)));
  }

  @Test
  void a_dead_letter_that_is_forgotten_in_the_commit_in_which_it_became_one_leaves_no_event() {
    open(HOOK);
    happen("a");
    Outcome dead = new Outcome.Dead(outbox.fresh(HOOK, NOW, 1).getFirst(), NOW, "never");
    int forgotten =
        database.write(transaction -> {
          Outbox joined = new Outbox(new OneCommit(database, transaction), events, LIMITS);
          joined.settle(HOOK, List.of(dead));
          return joined.forgetDead(HOOK, NOW.plus(Duration.ofDays(15)));
        });
    assertEquals(1, forgotten);
    assertEquals(0, rows());
  }

  @Test
  void old_and_superfluous_dead_letters_go_and_are_counted() {
    open(HOOK);
    happen("a", "b", "c");
    bury(HOOK);
    assertEquals(1, outbox.forgetDead(HOOK, NOW));
    assertEquals(0, outbox.forgetDead(HOOK, NOW.plus(Duration.ofDays(14))));
    assertEquals(2, rows());
    assertEquals(2, outbox.forgetDead(HOOK, NOW.plus(Duration.ofDays(14)).plusMillis(1)));
    assertEquals(3, outbox.dropped());
    assertEquals(0, rows());
  }

  @Test
  void a_sink_that_is_too_far_behind_loses_the_oldest() {
    open(HOOK);
    happen("1", "2", "3", "4", "5", "6", "7", "8", "9", "10");
    assertEquals(10, outbox.backlog(HOOK).behind());
    assertEquals(
        List.of("3", "4", "5", "6", "7", "8", "9", "10"), names(outbox.fresh(HOOK, NOW, 100)));
    assertEquals(2, outbox.dropped());
    assertEquals(8, rows());
  }

  @Test
  void what_is_dropped_makes_room_for_more_than_the_next_one() {
    outbox = new Outbox(database, events, new OutboxLimits(200, 3, 2, Duration.ofDays(14)));
    open(HOOK);
    database.write(transaction -> {
      for (int i = 0; i < 201; i++) {
        events.add(transaction, EventKind.REPOSITORY_CREATE, repository("a"));
      }
      return transaction;
    });
    outbox.fresh(HOOK, NOW, 1);
    assertEquals(3, outbox.dropped());
    happen("a", "b");
    outbox.fresh(HOOK, NOW, 1);
    assertEquals(3, outbox.dropped());
    assertEquals(200, outbox.backlog(HOOK).behind());
  }

  @Test
  void a_new_sink_hears_of_what_comes_and_one_that_is_gone_keeps_nothing() {
    open(LOG);
    happen("a");
    restart(HOOK);
    assertEquals(List.of(), outbox.fresh(HOOK, NOW, 10));
    happen("b");
    assertEquals(List.of("b"), names(outbox.fresh(HOOK, NOW, 10)));
    take(HOOK);
    assertEquals(0, rows());
    happen("c");
    restart();
    assertEquals(0, rows());
  }

  @Test
  void a_backlog_says_what_there_is() {
    open(HOOK);
    happen("a");
    refuse(HOOK, Duration.ofSeconds(5));
    happen("b");
    bury(HOOK);
    happen("c", "d");
    assertEquals(new Backlog(2, 1, 1, Optional.of(NOW)), outbox.backlog(HOOK));
    assertTrue(outbox.list(HOOK, false, 0, 10).getFirst().at().isAfter(NOW));
  }
}
