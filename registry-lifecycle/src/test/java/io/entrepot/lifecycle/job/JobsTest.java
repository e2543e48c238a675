package io.entrepot.lifecycle.job;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of jobs in one process. */
@Timeout(60)
final class JobsTest {
  private static final Schedule HOURLY = new Schedule(Duration.ofHours(1), 0.1);
  private static final Duration PAST_ANY_HOUR = Duration.ofMinutes(67);

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

  private static JobState state(Jobs jobs, String kind, String subject) {
    return jobs.find(kind, subject).orElseThrow();
  }

  private static void awaitEnd(Jobs jobs) {
    await().until(() -> jobs.running() == 0);
  }

  private static JobWork failing(Throwable failure) {
    return run -> {
      if (failure instanceof Error error) {
        throw error;
      }
      throw (Exception) failure;
    };
  }

  @Test
  void one_with_a_schedule_runs_by_itself_and_again_after_its_pause() {
    AtomicInteger runs = new AtomicInteger();
    Jobs jobs =
        rig.process(JobKind.scheduled("gc", HOURLY, run -> "run " + runs.incrementAndGet()));
    jobs.look();
    assertEquals(0, jobs.running());
    for (int expected = 1; expected <= 3; expected++) {
      rig.pass(PAST_ANY_HOUR);
      jobs.look();
      awaitEnd(jobs);
      jobs.look();
      awaitEnd(jobs);
      assertEquals(expected, runs.get());
    }
    JobState state = state(jobs, "gc", "");
    assertEquals(JobStatus.WAITING, state.status());
    assertEquals(Optional.of(JobOutcome.SUCCEEDED), state.outcome());
    assertEquals("run 3", state.message());
    assertEquals(Optional.of(Duration.ZERO), jobs.sinceWell("gc"));
  }

  @Test
  void where_there_is_nothing_to_do_nothing_is_written() {
    AtomicBoolean worthwhile = new AtomicBoolean();
    AtomicInteger asked = new AtomicInteger();
    JobKind kind =
        new JobKind(
            "clear",
            Optional.of(HOURLY),
            () -> {
              asked.incrementAndGet();
              return worthwhile.get();
            },
            run -> "cleared");
    Jobs jobs = rig.process(kind);
    long writes = rig.database().figures().writes();
    rig.pass(PAST_ANY_HOUR);
    jobs.look();
    jobs.look();
    assertEquals(1, asked.get());
    rig.pass(PAST_ANY_HOUR);
    jobs.look();
    assertEquals(2, asked.get());
    assertEquals(writes, rig.database().figures().writes());
    worthwhile.set(true);
    rig.pass(PAST_ANY_HOUR);
    jobs.look();
    awaitEnd(jobs);
    assertEquals("cleared", state(jobs, "clear", "").message());
  }

  @Test
  void what_is_asked_for_runs_at_once_worthwhile_or_not_and_for_whom_is_known() {
    JobKind kind =
        new JobKind("clear", Optional.of(HOURLY), () -> false, run -> "for " + run.requestedBy());
    Jobs jobs = rig.process(kind, JobKind.requested("preview", JobRun::subject));
    jobs.request("clear", "", "alice");
    jobs.request("preview", "000000000000/team/app", "bo");
    jobs.look();
    awaitEnd(jobs);
    assertEquals("for alice", state(jobs, "clear", "").message());
    assertEquals(JobStatus.WAITING, state(jobs, "clear", "").status());
    JobState preview = state(jobs, "preview", "000000000000/team/app");
    assertEquals("000000000000/team/app", preview.message());
    assertEquals(JobStatus.ENDED, preview.status());
    assertEquals("bo", preview.requestedBy());
    assertEquals(
        List.of("clear", "preview"), jobs.list("", "", 10).stream().map(JobState::kind).toList());
    assertEquals(List.of(preview), jobs.listKind("preview", "", 10));
  }

  @Test
  void what_is_asked_for_while_it_runs_runs_once_more() {
    Jobs jobs = rig.process(JobKind.requested("preview", work));
    jobs.request("preview", "app", "alice");
    jobs.look();
    work.awaitBegun(1);
    jobs.request("preview", "app", "bo");
    jobs.request("preview", "app", "carol");
    jobs.look();
    assertEquals(1, work.begun());
    work.letGo(2);
    awaitEnd(jobs);
    jobs.look();
    assertEquals("carol", work.awaitBegun(2).getLast().requestedBy());
    awaitEnd(jobs);
    jobs.look();
    assertEquals(2, work.begun());
  }

  @Test
  void jobs_that_do_not_fit_are_refused() {
    Jobs jobs =
        rig.process(JobKind.requested("preview", work), JobKind.scheduled("gc", HOURLY, work));
    assertThrows(UnknownJobException.class, () -> jobs.request("no-such", "", ""));
    assertThrows(UnknownJobException.class, () -> jobs.request("preview", "", ""));
    assertThrows(UnknownJobException.class, () -> jobs.request("gc", "app", ""));
    assertThrows(UnknownJobException.class, () -> jobs.request("preview", "a\nb", ""));
    assertThrows(
        UnknownJobException.class,
        () -> jobs.request("preview", "a".repeat(Jobs.MAX_SUBJECT + 1), ""));
    jobs.request("preview", "a".repeat(Jobs.MAX_SUBJECT), "");
    assertEquals(1, jobs.listKind("preview", "", 10).size());
  }

  @Test
  void what_fails_is_tried_again_later_each_time_and_then_left_alone() {
    AtomicInteger runs = new AtomicInteger();
    Jobs jobs =
        rig.process(
            JobKind.requested(
                "preview",
                run -> {
                  runs.incrementAndGet();
                  throw new IllegalStateException("no\nluck");
                }));
    jobs.request("preview", "app", "");
    long before = 0;
    for (int attempt = 1; attempt < Retries.MAX_ATTEMPTS; attempt++) {
      jobs.look();
      awaitEnd(jobs);
      assertEquals(attempt, runs.get());
      JobState state = state(jobs, "preview", "app");
      assertEquals(JobStatus.RETRYING, state.status());
      assertEquals("IllegalStateException: no luck", state.message());
      Duration wait = Duration.between(rig.now(), state.due().orElseThrow());
      long most = Math.min(10_000L << (attempt - 1), Retries.MAX_WAIT.toMillis());
      assertTrue(wait.toMillis() >= most / 2 && wait.toMillis() <= most, wait::toString);
      assertTrue(wait.toMillis() > before / 2, wait::toString);
      before = wait.toMillis();
      rig.pass(wait.minusMillis(1));
      jobs.look();
      assertEquals(attempt, runs.get());
      rig.pass(Duration.ofMillis(1));
    }
    jobs.look();
    awaitEnd(jobs);
    assertEquals(JobStatus.ENDED, state(jobs, "preview", "app").status());
    assertEquals(Optional.of(JobOutcome.FAILED), state(jobs, "preview", "app").outcome());
    assertEquals(1, jobs.failed());
    assertEquals(Retries.MAX_ATTEMPTS, runs.get());
  }

  @Test
  void errors_of_every_kind_end_their_job_alone() {
    Jobs jobs =
        rig.process(
            JobKind.requested("overflow", failing(new StackOverflowError("deep"))),
            JobKind.requested("memory", failing(new OutOfMemoryError("none left"))),
            JobKind.requested("checked", failing(new java.io.IOException("disk"))),
            new JobKind(
                "unsure",
                Optional.of(HOURLY),
                () -> {
                  throw new StackOverflowError("of the question");
                },
                work),
            JobKind.requested("well", run -> "well"));
    for (String kind : List.of("overflow", "memory", "checked", "well")) {
      jobs.request(kind, "app", "");
    }
    rig.pass(PAST_ANY_HOUR);
    jobs.look();
    awaitEnd(jobs);
    assertEquals("StackOverflowError: deep", state(jobs, "overflow", "app").message());
    assertEquals("OutOfMemoryError: none left", state(jobs, "memory", "app").message());
    assertEquals("IOException: disk", state(jobs, "checked", "app").message());
    assertEquals("well", state(jobs, "well", "app").message());
    assertEquals(0, work.begun());
  }

  @Test
  void a_running_one_that_is_cancelled_stops_at_once_and_is_not_retried() {
    Jobs jobs =
        rig.process(JobKind.requested("preview", work), JobKind.scheduled("gc", HOURLY, work));
    jobs.request("preview", "app", "");
    jobs.request("gc", "", "");
    jobs.look();
    work.awaitBegun(2);
    assertTrue(jobs.cancel("preview", "app"));
    assertTrue(jobs.cancel("gc", ""));
    awaitEnd(jobs);
    assertEquals(Optional.of(JobOutcome.CANCELLED), state(jobs, "preview", "app").outcome());
    assertEquals(JobStatus.ENDED, state(jobs, "preview", "app").status());
    assertEquals(JobStatus.WAITING, state(jobs, "gc", "").status());
    rig.pass(PAST_ANY_HOUR);
    jobs.look();
    assertEquals("", work.awaitBegun(3).getLast().subject());
    work.letGo(1);
    awaitEnd(jobs);
  }

  @Test
  void a_waiting_one_that_is_cancelled_is_called_off_or_put_off() {
    Jobs jobs =
        rig.process(JobKind.requested("preview", work), JobKind.scheduled("gc", HOURLY, work));
    jobs.request("preview", "app", "");
    jobs.request("gc", "", "");
    assertTrue(jobs.cancel("preview", "app"));
    assertTrue(jobs.cancel("gc", ""));
    assertFalse(jobs.cancel("preview", "app"));
    assertFalse(jobs.cancel("preview", "other"));
    jobs.look();
    assertEquals(0, jobs.running());
    assertEquals(JobStatus.ENDED, state(jobs, "preview", "app").status());
    assertTrue(state(jobs, "gc", "").due().orElseThrow().isAfter(rig.now()));
    jobs.request("preview", "app", "");
    jobs.look();
    work.awaitBegun(1);
    work.letGo(1);
    awaitEnd(jobs);
  }

  @Test
  void one_that_fails_because_it_was_cancelled_is_not_retried() {
    GatedWork inner = new GatedWork();
    Jobs jobs =
        rig.process(
            JobKind.requested(
                "preview",
                run -> {
                  try {
                    return inner.run(run);
                  } catch (JobStoppedException e) {
                    throw new IllegalStateException("wrapped", e);
                  }
                }));
    jobs.request("preview", "app", "");
    jobs.look();
    inner.awaitBegun(1);
    jobs.cancel("preview", "app");
    awaitEnd(jobs);
    assertEquals(Optional.of(JobOutcome.CANCELLED), state(jobs, "preview", "app").outcome());
  }

  @Test
  void many_of_one_kind_leave_room_for_others_and_run_in_their_order() {
    GatedWork other = new GatedWork();
    Jobs jobs = rig.process(JobKind.requested("preview", work), JobKind.requested("scan", other));
    for (int i = 0; i < 20; i++) {
      jobs.request("preview", "app-" + (20 - i), "");
      rig.pass(Duration.ofMillis(1));
    }
    jobs.request("scan", "app", "");
    jobs.look();
    other.awaitBegun(1);
    List<JobRun> first = work.awaitBegun(Jobs.AT_ONCE);
    jobs.look();
    assertEquals(Jobs.AT_ONCE, work.begun());
    assertEquals(
        List.of("app-19", "app-20"), first.stream().map(JobRun::subject).sorted().toList());
    other.letGo(1);
    work.letGo(20);
    await()
        .until(() -> {
          jobs.look();
          return work.done() == 20;
        });
    awaitEnd(jobs);
  }

  @Test
  void progress_is_shown_while_it_runs_and_after_it() {
    Jobs jobs = rig.process(JobKind.requested("preview", work));
    jobs.request("preview", "app", "");
    jobs.look();
    JobRun run = work.awaitBegun(1).getFirst();
    run.progress(1, OptionalLong.empty(), "images");
    run.progress(2, OptionalLong.of(5), "images");
    assertEquals(Optional.empty(), state(jobs, "preview", "app").progress());
    jobs.renew();
    long writes = rig.database().figures().writes();
    jobs.renew();
    assertEquals(writes, rig.database().figures().writes());
    JobState state = state(jobs, "preview", "app");
    assertEquals(
        Optional.of(new JobState.Progress(2, OptionalLong.of(5), "images")), state.progress());
    assertEquals(JobStatus.RUNNING, state.status());
    assertEquals(Optional.of("process-1/1"), state.worker());
    run.progress(5, OptionalLong.of(5), "images");
    work.letGo(1);
    awaitEnd(jobs);
    assertEquals(5, state(jobs, "preview", "app").progress().orElseThrow().done());
  }

  @Test
  void what_has_ended_is_listed_for_a_while_and_then_forgotten() {
    Jobs jobs =
        rig.process(
            JobKind.requested("preview", JobRun::subject), JobKind.scheduled("gc", HOURLY, work));
    jobs.request("preview", "app", "");
    jobs.look();
    awaitEnd(jobs);
    rig.pass(Jobs.KEPT.minusMinutes(1));
    rig.process(JobKind.requested("preview", JobRun::subject));
    assertEquals(1, jobs.listKind("preview", "", 10).size());
    rig.pass(Duration.ofMinutes(2));
    rig.process(JobKind.requested("preview", JobRun::subject));
    assertEquals(List.of(), jobs.listKind("preview", "", 10));
    assertEquals(1, jobs.listKind("gc", "", 10).size());
  }

  @Test
  void a_job_asks_for_another_one_for_whom_it_runs() {
    Jobs jobs =
        rig.process(
            JobKind.scheduled(
                "lifecycle",
                HOURLY,
                run -> {
                  run.request("lifecycle-run", "app");
                  return "asked";
                }),
            JobKind.requested("lifecycle-run", JobRun::requestedBy));
    jobs.request("lifecycle", "", "alice");
    jobs.look();
    awaitEnd(jobs);
    jobs.look();
    awaitEnd(jobs);
    assertEquals("alice", state(jobs, "lifecycle-run", "app").message());
  }
}
