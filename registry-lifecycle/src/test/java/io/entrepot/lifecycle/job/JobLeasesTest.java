package io.entrepot.lifecycle.job;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Several processes on one database, and ends and starts of them. */
@Timeout(60)
final class JobLeasesTest {
  private static final Duration RENEWED = Jobs.RENEWAL;

  @TempDir Path directory;

  private JobRig rig;
  private final GatedWork work = new GatedWork();

  @BeforeEach
  void open() {
    rig = new JobRig(directory);
  }

  @AfterEach
  void close() {
    rig.close();
  }

  private static JobState state(Jobs jobs) {
    return jobs.find("preview", "app").orElseThrow();
  }

  private static void awaitEnd(Jobs jobs) {
    await().until(() -> jobs.running() == 0);
  }

  private JobKind preview(JobWork deed) {
    return JobKind.requested("preview", deed);
  }

  @Test
  void two_processes_run_each_job_exactly_once() throws InterruptedException {
    ConcurrentLinkedQueue<String> ran = new ConcurrentLinkedQueue<>();
    JobKind kind =
        preview(run -> {
          ran.add(run.subject());
          return "ran";
        });
    List<Jobs> both = List.of(rig.process(kind), rig.process(kind));
    List<String> subjects = IntStream.range(0, 60).mapToObj(i -> "app-" + i).sorted().toList();
    subjects.forEach(subject -> both.getFirst().request("preview", subject, ""));
    CountDownLatch start = new CountDownLatch(1);
    List<Thread> lookers = new ArrayList<>();
    for (Jobs jobs : both) {
      lookers.add(
          Thread.ofPlatform()
              .start(() -> {
                try {
                  start.await();
                } catch (InterruptedException e) {
                  throw new IllegalStateException(e);
                }
                while (ran.size() < subjects.size()) {
                  jobs.look();
                }
              }));
    }
    start.countDown();
    for (Thread looker : lookers) {
      looker.join();
    }
    both.forEach(JobLeasesTest::awaitEnd);
    both.forEach(Jobs::look);
    both.forEach(JobLeasesTest::awaitEnd);
    assertEquals(subjects, ran.stream().sorted().toList());
  }

  @Test
  void what_a_dead_worker_left_is_taken_up_by_another_one_when_its_lease_ends() {
    GatedWork second = new GatedWork();
    Jobs dead = rig.process(preview(work));
    Jobs alive = rig.process(preview(second));
    dead.request("preview", "app", "alice");
    dead.look();
    work.awaitBegun(1).getFirst().checkpoint("half");
    dead.renew();
    rig.pass(Jobs.LEASE);
    alive.look();
    assertEquals(0, alive.running());
    rig.pass(Duration.ofMillis(1));
    alive.look();
    JobRun run = second.awaitBegun(1).getFirst();
    assertEquals(Optional.of("half"), run.checkpoint());
    assertEquals("alice", run.requestedBy());
    // The first one is not dead after all, and notices.
    assertEquals(List.of("its lease could not be renewed in time"), work.awaitStopped(1));
    awaitEnd(dead);
    assertEquals(Optional.of("process-2/1"), state(alive).worker());
    second.letGo(1);
    awaitEnd(alive);
    assertEquals(Optional.of(JobOutcome.SUCCEEDED), state(alive).outcome());
  }

  @Test
  void a_worker_whose_lease_is_renewed_keeps_it() {
    Jobs jobs = rig.process(preview(work));
    Jobs other = rig.process(preview(work));
    jobs.request("preview", "app", "");
    jobs.look();
    work.awaitBegun(1);
    for (int i = 0; i < 10; i++) {
      rig.pass(RENEWED);
      jobs.renew();
      other.look();
    }
    assertEquals(1, work.begun());
    work.letGo(1);
    awaitEnd(jobs);
    assertEquals(1, work.done());
  }

  @Test
  void a_worker_stops_before_its_lease_ends_even_if_nobody_takes_it_up() {
    Jobs jobs = rig.process(preview(work));
    jobs.request("preview", "app", "");
    jobs.look();
    JobRun run = work.awaitBegun(1).getFirst();
    rig.pass(Jobs.LEASE.minus(Jobs.MARGIN));
    run.requireGoing();
    rig.pass(Duration.ofMillis(1));
    assertThrows(JobStoppedException.class, run::requireGoing);
    awaitEnd(jobs);
    jobs.look();
    work.awaitBegun(2);
    work.letGo(1);
    awaitEnd(jobs);
  }

  @Test
  void what_ends_after_its_lease_went_to_another_changes_nothing() {
    CountDownLatch stubborn = new CountDownLatch(1);
    Jobs first =
        rig.process(
            preview(run -> {
              stubborn.await();
              return "too late";
            }));
    Jobs second = rig.process(preview(work));
    first.request("preview", "app", "");
    first.look();
    rig.pass(Jobs.LEASE.plusMillis(1));
    second.look();
    work.awaitBegun(1);
    first.renew();
    stubborn.countDown();
    awaitEnd(first);
    assertEquals(JobStatus.RUNNING, state(second).status());
    work.letGo(1);
    awaitEnd(second);
    assertEquals("let go", state(second).message());
  }

  @Test
  void one_process_does_not_run_beside_itself_what_does_not_stop() {
    CountDownLatch stubborn = new CountDownLatch(1);
    Jobs jobs =
        rig.process(
            preview(run -> {
              work.run(run);
              return "ran";
            }),
            JobKind.requested(
                "deaf",
                run -> {
                  stubborn.await();
                  return "at last";
                }));
    jobs.request("deaf", "app", "");
    jobs.look();
    rig.pass(Jobs.LEASE.multipliedBy(2));
    jobs.look();
    assertEquals(1, jobs.running());
    assertEquals(1, jobs.find("deaf", "app").orElseThrow().attempts());
    stubborn.countDown();
    awaitEnd(jobs);
    assertEquals("at last", jobs.find("deaf", "app").orElseThrow().message());
  }

  @Test
  void a_cancel_in_another_process_is_seen_at_the_next_renewal() {
    Jobs worker = rig.process(preview(work));
    Jobs other = rig.process(preview(work));
    worker.request("preview", "app", "");
    worker.look();
    JobRun run = work.awaitBegun(1).getFirst();
    assertTrue(other.cancel("preview", "app"));
    run.requireGoing();
    assertEquals(JobStatus.STOPPING, state(other).status());
    rig.pass(RENEWED);
    worker.renew();
    assertEquals(List.of("it was cancelled"), work.awaitStopped(1));
    awaitEnd(worker);
    assertEquals(Optional.of(JobOutcome.CANCELLED), state(other).outcome());
    assertEquals(JobStatus.ENDED, state(other).status());
  }

  @Test
  void one_that_fails_before_it_sees_that_it_was_cancelled_is_not_retried() {
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch cancelled = new CountDownLatch(1);
    Jobs worker =
        rig.process(
            preview(run -> {
              begun.countDown();
              cancelled.await();
              throw new IllegalStateException("no luck");
            }));
    Jobs other = rig.process(preview(work));
    worker.request("preview", "app", "");
    worker.look();
    await().until(() -> begun.getCount() == 0);
    other.cancel("preview", "app");
    cancelled.countDown();
    awaitEnd(worker);
    assertEquals(Optional.of(JobOutcome.CANCELLED), state(other).outcome());
  }

  @Test
  void one_whose_worker_died_after_it_was_cancelled_is_not_run_again() {
    Jobs dead = rig.process(preview(work));
    dead.request("preview", "app", "");
    dead.look();
    work.awaitBegun(1);
    rig.process(preview(work)).cancel("preview", "app");
    Jobs next = rig.successor(preview(work));
    next.look();
    awaitEnd(next);
    assertEquals(1, work.begun());
    assertEquals(Optional.of(JobOutcome.CANCELLED), state(next).outcome());
    work.letGo(1);
    awaitEnd(dead);
  }

  @Test
  void the_only_process_takes_up_at_once_what_the_one_before_it_left() {
    GatedWork second = new GatedWork();
    Jobs dead = rig.process(preview(work));
    dead.request("preview", "app", "");
    dead.look();
    work.awaitBegun(1).getFirst().checkpoint("half");
    dead.renew();
    Jobs next = rig.successor(preview(second));
    next.look();
    assertEquals(Optional.of("half"), second.awaitBegun(1).getFirst().checkpoint());
    second.letGo(1);
    awaitEnd(next);
    assertEquals(JobStatus.ENDED, state(next).status());
    work.letGo(1);
    awaitEnd(dead);
  }

  @Test
  void a_job_that_kills_its_process_each_time_is_given_up() {
    CountDownLatch never = new CountDownLatch(1);
    List<Jobs> all = new ArrayList<>();
    for (int i = 0; i < Retries.MAX_ATTEMPTS; i++) {
      Jobs jobs =
          rig.successor(
              preview(run -> {
                never.await();
                return "";
              }));
      all.add(jobs);
      if (i == 0) {
        jobs.request("preview", "app", "");
      }
      jobs.look();
      assertEquals(i + 1, state(jobs).attempts());
    }
    Jobs last = rig.successor(preview(work));
    last.look();
    awaitEnd(last);
    assertEquals(0, work.begun());
    assertEquals(JobStatus.ENDED, state(last).status());
    assertEquals("its worker died in the midst of it, 8 times", state(last).message());
    never.countDown();
    all.forEach(JobLeasesTest::awaitEnd);
  }

  @Test
  void on_closing_jobs_are_given_back_with_their_checkpoints() {
    GatedWork second = new GatedWork();
    Jobs closing = rig.process(preview(work));
    closing.request("preview", "app", "");
    closing.look();
    work.awaitBegun(1).getFirst().checkpoint("half");
    closing.close();
    assertEquals(List.of("the server stops"), work.awaitStopped(1));
    assertEquals(0, closing.running());
    closing.look();
    assertEquals(0, closing.running());
    Jobs other = rig.process(preview(second));
    assertEquals(JobStatus.WAITING, state(other).status());
    other.look();
    assertEquals(Optional.of("half"), second.awaitBegun(1).getFirst().checkpoint());
    second.letGo(1);
    awaitEnd(other);
  }

  @Test
  void with_threads_of_its_own_jobs_run_and_stop_without_being_told() {
    Jobs jobs =
        Jobs.open(
            rig.database(),
            List.of(preview(work)),
            "process",
            true,
            new Random(1),
            java.time.InstantSource.system());
    jobs.request("preview", "one", "");
    jobs.request("preview", "two", "");
    jobs.request("preview", "three", "");
    work.awaitBegun(2);
    work.letGo(1);
    work.awaitBegun(3);
    jobs.close();
    assertEquals(1, work.done());
    assertEquals(
        2, jobs.list("", "", 10).stream().filter(job -> job.status() == JobStatus.WAITING).count());
  }
}
