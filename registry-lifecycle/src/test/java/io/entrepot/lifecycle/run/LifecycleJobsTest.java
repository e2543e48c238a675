package io.entrepot.lifecycle.run;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.entrepot.lifecycle.job.JobKind;
import io.entrepot.lifecycle.job.JobRun;
import io.entrepot.lifecycle.job.JobState;
import io.entrepot.lifecycle.job.JobStatus;
import io.entrepot.lifecycle.job.Jobs;
import io.entrepot.lifecycle.job.UnknownJobException;
import io.entrepot.lifecycle.rule.LifecyclePolicy;
import io.entrepot.storage.driver.filesystem.Filesystem;
import io.entrepot.storage.layout.Layout;
import io.entrepot.storage.metadata.SqliteDatabase;
import io.entrepot.storage.oci.RegistryId;
import io.entrepot.storage.oci.RepositoryKey;
import io.entrepot.storage.oci.RepositoryName;
import io.entrepot.storage.registry.LifecyclePreview;
import io.entrepot.storage.registry.LifecycleRun;
import io.entrepot.storage.registry.NewRepository;
import io.entrepot.storage.registry.RegistryStore;
import io.entrepot.storage.registry.StorageSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** How runs and previews end when they do not come to their end. */
@Timeout(60)
final class LifecycleJobsTest {
  private static final RepositoryKey A =
      new RepositoryKey(RegistryId.DEFAULT, new RepositoryName("team/a"));
  private static final String SUBJECT = LifecycleJobs.subject(A);
  private static final String POLICY =
      """
      {"rules":[{"rulePriority":1,"selection":{"tagStatus":"any",
      "countType":"imageCountMoreThan","countNumber":1},"action":{"type":"expire"}}]}\
      """;

  @TempDir Path directory;

  private RegistryStore store;

  @BeforeEach
  void open() throws IOException {
    store =
        RegistryStore.open(
            Filesystem.open(directory, Layout.directories()),
            SqliteDatabase.open(directory.resolve(SqliteDatabase.FILE_NAME), 2),
            StorageSettings.defaults(),
            InstantSource.system());
    store.repositories().create(A, NewRepository.PLAIN);
  }

  @AfterEach
  void close() throws IOException {
    store.close();
  }

  /** Jobs of one kind, in which this happens whenever one asks whether it goes on. */
  private Jobs jobs(String kind, BiConsumer<Jobs, JobRun> hook) {
    CompletableFuture<Jobs> opened = new CompletableFuture<>();
    JobKind real =
        LifecycleJobs.kinds(store, Duration.ofHours(1), InstantSource.system()).stream()
            .filter(each -> each.name().equals(kind))
            .findFirst()
            .orElseThrow();
    JobKind hooked =
        JobKind.requested(
            kind,
            real.subjects(),
            run -> real.work().run(new HookedRun(run, () -> hook.accept(opened.join(), run))));
    Jobs jobs =
        Jobs.open(
            store.database(), List.of(hooked), "test", true, new Random(1), InstantSource.system());
    opened.complete(jobs);
    return jobs;
  }

  private static JobState ended(Jobs jobs, String kind) {
    return await()
        .atMost(Duration.ofSeconds(30))
        .until(
            () -> jobs.find(kind, SUBJECT).orElseThrow(),
            state -> state.endedAt().isPresent() && state.status() != JobStatus.RUNNING);
  }

  private LifecycleRun run() {
    return store.lifecycleRuns().list(A, Optional.empty(), 10).items().getFirst();
  }

  @Test
  void a_preview_that_is_cancelled_has_failed_and_says_so() {
    assertTrue(store.lifecyclePreviews().begin(A, POLICY).isPresent());
    try (Jobs jobs =
        jobs(
            LifecycleJobs.PREVIEW,
            (all, run) -> assertTrue(all.cancel(LifecycleJobs.PREVIEW, SUBJECT)))) {
      jobs.request(LifecycleJobs.PREVIEW, SUBJECT, "");
      ended(jobs, LifecycleJobs.PREVIEW);
    }
    LifecyclePreview preview = store.lifecyclePreviews().latest(A).orElseThrow();
    assertEquals(LifecyclePreview.Status.FAILED, preview.status());
    assertEquals(Optional.of("it was cancelled"), preview.failure());
  }

  @Test
  void a_preview_that_breaks_off_has_failed_and_says_so() {
    assertTrue(store.lifecyclePreviews().begin(A, POLICY).isPresent());
    try (Jobs jobs =
        jobs(
            LifecycleJobs.PREVIEW,
            (all, run) -> {
              throw new IllegalStateException("a fault");
            })) {
      jobs.request(LifecycleJobs.PREVIEW, SUBJECT, "");
      ended(jobs, LifecycleJobs.PREVIEW);
    }
    LifecyclePreview preview = store.lifecyclePreviews().latest(A).orElseThrow();
    assertEquals(LifecyclePreview.Status.FAILED, preview.status());
    assertEquals(
        Optional.of("it broke off; the job lifecycle-preview says why"), preview.failure());
  }

  @Test
  void a_run_by_a_text_that_is_no_policy_is_recorded_with_its_failure() {
    store.lifecyclePolicies().put(A, "{}");
    try (Jobs jobs = jobs(LifecycleJobs.RUN, (all, run) -> {})) {
      jobs.request(LifecycleJobs.RUN, SUBJECT, "");
      ended(jobs, LifecycleJobs.RUN);
    }
    assertTrue(run().endedAt().isPresent());
    String why = run().failure().orElseThrow();
    assertTrue(why.startsWith("the text that is stored is no policy: "), why);
  }

  @Test
  void a_run_that_a_stop_of_the_server_cuts_off_is_no_failure_and_is_run_again() {
    store.lifecyclePolicies().put(A, POLICY);
    try (Jobs jobs = jobs(LifecycleJobs.RUN, LifecycleJobsTest::closeDuring)) {
      jobs.request(LifecycleJobs.RUN, SUBJECT, "");
      await()
          .atMost(Duration.ofSeconds(30))
          .until(() -> store.lifecycleRuns().isAny() && run().endedAt().isPresent());
    }
    assertTrue(run().isCutOff());
    try (Jobs jobs = jobs(LifecycleJobs.RUN, (all, run) -> {})) {
      ended(jobs, LifecycleJobs.RUN);
    }
    assertEquals(Optional.empty(), run().failure());
  }

  private static void closeDuring(Jobs jobs, JobRun run) {
    Thread.ofPlatform().start(jobs::close);
    // Until it throws that the server stops.
    await()
        .until(() -> {
          run.requireGoing();
          return false;
        });
  }

  @Test
  void one_plan_is_made_and_carried_out_at_a_time() {
    Plans plans = new Plans(store.survey(), InstantSource.system());
    AtomicInteger inside = new AtomicInteger();
    AtomicInteger waited = new AtomicInteger();
    store.lifecyclePolicies().put(A, POLICY);
    try (Jobs jobs =
        Jobs.open(
            store.database(),
            List.of(
                JobKind.requested(
                    "outer",
                    outer ->
                        plans.with(
                            A,
                            LifecyclePolicy.parse(POLICY),
                            outer,
                            plan -> {
                              outer.request("inner", SUBJECT);
                              inside.incrementAndGet();
                              await().atMost(Duration.ofSeconds(20)).until(() -> waited.get() > 0);
                              inside.decrementAndGet();
                              return "";
                            })),
                JobKind.requested(
                    "inner",
                    inner ->
                        plans.with(
                            A,
                            LifecyclePolicy.parse(POLICY),
                            new HookedRun(inner, waited::incrementAndGet),
                            plan -> Integer.toString(inside.get())))),
            "test",
            true,
            new Random(1),
            InstantSource.system())) {
      jobs.request("outer", SUBJECT, "");
      await()
          .atMost(Duration.ofSeconds(30))
          .until(() -> jobs.find("inner", SUBJECT).flatMap(JobState::endedAt).isPresent());
      assertEquals("0", jobs.find("inner", SUBJECT).orElseThrow().message());
    }
  }

  @Test
  void a_subject_that_is_no_repository_is_refused_at_once() {
    try (Jobs jobs = jobs(LifecycleJobs.RUN, (all, run) -> {})) {
      for (String subject : List.of("team/a", "000000000000/", "000000000000/Team", "0/a")) {
        assertThrows(UnknownJobException.class, () -> jobs.request(LifecycleJobs.RUN, subject, ""));
      }
    }
  }
}
