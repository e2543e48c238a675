package io.entrepot.server.main;

import io.entrepot.lifecycle.gc.CollectGarbage;
import io.entrepot.lifecycle.job.JobKind;
import io.entrepot.lifecycle.job.JobRun;
import io.entrepot.lifecycle.job.Jobs;
import io.entrepot.lifecycle.job.Schedule;
import io.entrepot.lifecycle.run.LifecycleJobs;
import io.entrepot.lifecycle.scrub.ScrubBlobs;
import io.entrepot.server.config.StorageSettings;
import io.entrepot.server.observe.Gauge;
import io.entrepot.storage.maintenance.Garbage;
import io.entrepot.storage.registry.RegistryStore;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** What this server does in the background: the explicit list of kinds of jobs. */
final class BackgroundJobs {
  private static final Duration SELDOM = Duration.ofMinutes(5);
  private static final Duration SOON = Duration.ofSeconds(5);
  private static final double JITTER = 0.1;

  private BackgroundJobs() {}

  /**
   * Begins to run them; the embedded store has one process.
   *
   * @param settings of the store
   */
  static Jobs open(RegistryStore store, StorageSettings settings, InstantSource clock) {
    SecureRandom random = new SecureRandom();
    byte[] name = new byte[4];
    random.nextBytes(name);
    String worker = ProcessHandle.current().pid() + "-" + HexFormat.of().formatHex(name);
    List<JobKind> kinds = new ArrayList<>(kinds(store, settings, clock));
    settings
        .scrub()
        .rate()
        .ifPresent(rate ->
            kinds.add(
                JobKind.scheduled(
                    ScrubBlobs.KIND,
                    new Schedule(settings.scrub().interval(), JITTER),
                    new ScrubBlobs(store.scrubber(), rate))));
    kinds.addAll(LifecycleJobs.kinds(store, settings.lifecycle().interval(), clock));
    Jobs jobs = Jobs.open(store.database(), kinds, worker, true, random, clock);
    // What a crash left of uploads goes now, not at their next time.
    jobs.request(UploadWork.KIND, "", "");
    return jobs;
  }

  private static List<JobKind> kinds(
      RegistryStore store, StorageSettings settings, InstantSource clock) {
    Duration tenth = settings.uploadExpiry().dividedBy(10);
    Garbage garbage = store.garbage();
    Duration pause = tenth.compareTo(SELDOM) < 0 ? tenth : SELDOM;
    return List.of(
        JobKind.scheduled(
            UploadWork.KIND, new Schedule(pause, JITTER), new UploadWork(store, clock)),
        new JobKind(
            "clear-deleted",
            Optional.of(new Schedule(SOON, JITTER)),
            store::hasDeleted,
            run -> clearDeleted(store, run)),
        new JobKind(
            CollectGarbage.KIND,
            Optional.of(new Schedule(settings.gc().interval(), JITTER)),
            garbage::isDue,
            new CollectGarbage(garbage)));
  }

  /** The checkpoint is how many rows went before; what is left is there to see. */
  private static String clearDeleted(RegistryStore store, JobRun run) {
    long all = run.checkpoint().map(Long::valueOf).orElse(0L);
    int some = run.step(store::clearDeleted);
    while (some > 0) {
      all += some;
      run.checkpoint(Long.toString(all));
      run.progress(all, OptionalLong.empty(), "rows");
      some = run.step(store::clearDeleted);
    }
    return all + " rows of deleted repositories were cleared away";
  }

  static List<Gauge> gauges(Jobs jobs) {
    List<Gauge> gauges = new ArrayList<>();
    gauges.add(
        new Gauge("entrepot_jobs_running", "Jobs that this process works on.", jobs::running));
    gauges.add(
        new Gauge(
            "entrepot_jobs_failed", "Jobs that failed the last time that they ran.", jobs::failed));
    for (String kind : jobs.scheduled()) {
      gauges.add(
          new Gauge(
              "entrepot_job_" + kind.replace('-', '_') + "_idle_seconds",
              "How long ago " + kind + " last succeeded or had nothing to do.",
              () -> jobs.sinceWell(kind).map(since -> since.toMillis() / 1_000.0).orElse(0.0)));
    }
    return gauges;
  }
}
