package io.entrepot.server.event;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.entrepot.storage.event.EventKind;
import io.entrepot.storage.event.Events;
import io.entrepot.storage.event.Outbox;
import io.entrepot.storage.event.OutboxLimits;
import io.entrepot.storage.event.Undelivered;
import io.entrepot.storage.metadata.Database;
import io.entrepot.storage.metadata.SqliteDatabase;
import io.entrepot.storage.oci.RegistryId;
import io.entrepot.storage.oci.RepositoryKey;
import io.entrepot.storage.oci.RepositoryName;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** How events come to sinks that behave well or badly. */
@Timeout(60)
final class EventRoomTest {
  private static final String DELETED = "\"action-type\":\"DELETE\"";

  /** And a second, which is more than an event is offered. */
  private static final Duration A_DAY = Duration.ofDays(1).plusSeconds(1);

  @TempDir Path directory;

  private final AtomicLong now =
      new AtomicLong(Instant.parse("2026-01-01T00:00:00Z").toEpochMilli());
  private Database database;
  private Events events;
  private Outbox outbox;

  /** Remembers what it was offered. */
  private static final class Target implements EventSink {
    private final String name;
    private final List<String> offered = new CopyOnWriteArrayList<>();
    private final Set<UUID> ids = ConcurrentHashMap.newKeySet();
    private volatile Function<String, Delivery> answer = event -> new Delivery.Taken();

    Target(String name) {
      this.name = name;
    }

    @Override
    public String name() {
      return name;
    }

    @Override
    public String target() {
      return "nowhere";
    }

    @Override
    public int atOnce() {
      return 2;
    }

    @Override
    public Delivery deliver(UUID id, byte[] json) {
      String event = new String(json, java.nio.charset.StandardCharsets.US_ASCII);
      ids.add(id);
      offered.add(event);
      return answer.apply(event);
    }

    @Override
    public void close() {}
  }

  @BeforeEach
  void open() {
    database = SqliteDatabase.open(directory.resolve("metadata.db"), 1);
    events = new Events(UUID::randomUUID, this::now);
    outbox = new Outbox(database, events, OutboxLimits.USUAL);
  }

  @AfterEach
  void close() {
    database.close();
  }

  private Instant now() {
    return Instant.ofEpochMilli(now.get());
  }

  private EventRoom room(EventSink... sinks) {
    return new EventRoom(
        outbox,
        List.of(sinks),
        new EventText("us-east-1"),
        "123456789012",
        new Random(1),
        this::now);
  }

  private void happen(EventKind kind, int times) {
    RepositoryKey repository =
        new RepositoryKey(new RegistryId("123456789012"), new RepositoryName("app"));
    for (int i = 0; i < times; i++) {
      database.write(transaction -> {
        events.add(transaction, kind, repository);
        return repository;
      });
    }
  }

  @Test
  void each_sink_gets_each_event_once_when_all_is_well() {
    Target one = new Target("one");
    Target two = new Target("two");
    try (EventRoom room = room(one, two)) {
      happen(EventKind.REPOSITORY_CREATE, 200);
      await().until(() -> one.offered.size() == 200 && two.offered.size() == 200);
      await().until(() -> room.state("one").orElseThrow().taken() == 200);
      assertEquals(200, one.ids.size());
      assertEquals(one.ids, two.ids);
      assertEquals(0, room.state("two").orElseThrow().backlog().waiting());
    }
  }

  @Test
  void what_one_sink_chokes_on_holds_up_neither_it_nor_others() {
    Target target = new Target("one");
    target.answer =
        event -> event.contains(DELETED) ? new Delivery.Refused("no") : new Delivery.Taken();
    try (EventRoom room = room(target)) {
      happen(EventKind.REPOSITORY_DELETE, 1);
      await().until(() -> room.state("one").orElseThrow().backlog().waiting() == 1);
      happen(EventKind.REPOSITORY_CREATE, 100);
      await().until(() -> room.state("one").orElseThrow().taken() == 100);
      assertEquals("no", room.state("one").orElseThrow().lastError());
    }
  }

  @Test
  void a_sink_that_comes_back_gets_what_it_refused_under_the_same_ids() {
    Target target = new Target("one");
    target.answer = event -> new Delivery.Refused("down");
    try (EventRoom room = room(target)) {
      happen(EventKind.REPOSITORY_CREATE, 10);
      await().until(() -> room.state("one").orElseThrow().backlog().waiting() == 10);
      target.answer = event -> new Delivery.Taken();
      now.addAndGet(Duration.ofSeconds(2).toMillis());
      await()
          .atMost(Duration.ofSeconds(30))
          .until(() -> room.state("one").orElseThrow().backlog().waiting() == 0);
      long created = target.offered.stream().filter(event -> event.contains("\"CREATE\"")).count();
      assertEquals(20, created);
    }
  }

  @Test
  void a_dead_letter_is_listed_and_sent_again() {
    Target target = new Target("one");
    target.answer = event -> new Delivery.Refused("down");
    try (EventRoom room = room(target)) {
      happen(EventKind.REPOSITORY_CREATE, 1);
      await().until(() -> room.state("one").orElseThrow().backlog().waiting() == 1);
      now.addAndGet(A_DAY.toMillis());
      await().until(() -> room.state("one").orElseThrow().backlog().dead() == 1);
      Undelivered dead = room.undelivered("one", true, 0, 10).getFirst();
      assertTrue(dead.dead());
      assertEquals("down", dead.error());
      target.answer = event -> new Delivery.Taken();
      assertEquals(1, room.resend("one", Set.of(dead.event().id().toString())));
      await().until(() -> room.state("one").orElseThrow().taken() == 1);
      assertEquals(List.of(), room.undelivered("one", true, 0, 10));
    }
  }

  @Test
  void what_happened_before_a_long_stop_has_its_tries_before_it() {
    outbox.open(Set.of("one"), () -> {});
    happen(EventKind.REPOSITORY_CREATE, 3);
    now.addAndGet(A_DAY.toMillis());
    Target target = new Target("one");
    target.answer = event -> new Delivery.Refused("down");
    try (EventRoom room = room(target)) {
      await().until(() -> room.state("one").orElseThrow().refused() >= 3);
      assertEquals(3, room.state("one").orElseThrow().backlog().waiting());
      assertEquals(0, room.state("one").orElseThrow().backlog().dead());
    }
  }

  @Test
  void tries_that_hang_hold_up_no_new_events() {
    Target target = new Target("one");
    CountDownLatch release = new CountDownLatch(1);
    target.answer =
        event -> event.contains(DELETED) ? new Delivery.Refused("no") : new Delivery.Taken();
    try (EventRoom room = room(target)) {
      happen(EventKind.REPOSITORY_DELETE, 20);
      await().until(() -> room.state("one").orElseThrow().backlog().waiting() == 20);
      int before = target.offered.size();
      target.answer =
          event -> {
            if (event.contains(DELETED)) {
              awaitQuietly(release);
            }
            return new Delivery.Taken();
          };
      now.addAndGet(Duration.ofSeconds(2).toMillis());
      await().until(() -> target.offered.size() == before + target.atOnce());
      happen(EventKind.REPOSITORY_CREATE, 100);
      await().until(() -> room.state("one").orElseThrow().taken() == 100);
      release.countDown();
    }
  }

  @Test
  void an_event_that_cannot_be_offered_holds_up_none_beside_it() {
    Target target = new Target("one");
    target.answer =
        event -> {
          if (event.contains(DELETED)) {
            throw new ArithmeticException("secret");
          }
          return new Delivery.Taken();
        };
    try (EventRoom room = room(target)) {
      happen(EventKind.REPOSITORY_CREATE, 10);
      happen(EventKind.REPOSITORY_DELETE, 1);
      await().until(() -> room.state("one").orElseThrow().taken() == 10);
      await().until(() -> room.state("one").orElseThrow().backlog().waiting() == 1);
      assertEquals("ArithmeticException", room.state("one").orElseThrow().lastError());
      assertEquals(
          10, target.offered.stream().filter(event -> event.contains("\"CREATE\"")).count());
    }
  }

  private static void awaitQuietly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  void a_process_that_ends_between_an_answer_and_its_note_delivers_the_event_again() {
    Target before = new Target("one");
    CountDownLatch answered = new CountDownLatch(1);
    UndurableDatabase crashing = new UndurableDatabase(database);
    Outbox crashed = new Outbox(crashing, events, OutboxLimits.USUAL);
    before.answer =
        event -> {
          crashing.crash();
          answered.countDown();
          return new Delivery.Taken();
        };
    try (EventRoom room =
        new EventRoom(
            crashed,
            List.of(before),
            new EventText("us-east-1"),
            "123456789012",
            new Random(1),
            this::now)) {
      happen(EventKind.REPOSITORY_CREATE, 1);
      await().until(() -> answered.getCount() == 0);
      assertEquals(List.of("one"), room.sinks());
    }
    Target after = new Target("one");
    events = new Events(UUID::randomUUID, this::now);
    outbox = new Outbox(database, events, OutboxLimits.USUAL);
    try (EventRoom room = room(after)) {
      await().until(() -> room.state("one").orElseThrow().taken() == 1);
      assertEquals(before.ids, after.ids);
    }
  }

  @Test
  void a_test_event_says_what_came_of_it_and_is_kept_nowhere() {
    Target target = new Target("one");
    try (EventRoom room = room(target)) {
      assertEquals(new Delivery.Taken(), room.test("one").orElseThrow());
      assertTrue(target.offered.getFirst().contains("Entrepot Sink Test"));
      assertTrue(room.test("two").isEmpty());
      assertEquals(0, room.state("one").orElseThrow().backlog().behind());
    }
  }

  @Test
  void slow_sinks_do_not_keep_the_server_from_stopping_one_after_the_other() {
    CountDownLatch never = new CountDownLatch(1);
    List<Target> targets = List.of(new Target("one"), new Target("two"), new Target("three"));
    for (Target target : targets) {
      target.answer =
          event -> {
            awaitQuietly(never);
            return new Delivery.Refused("cut off");
          };
    }
    EventRoom room = room(targets.toArray(EventSink[]::new));
    happen(EventKind.REPOSITORY_CREATE, 1);
    await().until(() -> targets.stream().noneMatch(target -> target.offered.isEmpty()));
    long start = System.nanoTime();
    room.close();
    assertTrue(Duration.ofNanos(System.nanoTime() - start).toSeconds() < 10);
  }
}
