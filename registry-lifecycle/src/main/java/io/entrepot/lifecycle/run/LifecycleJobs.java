package io.entrepot.lifecycle.run;

import io.entrepot.lifecycle.job.JobKind;
import io.entrepot.lifecycle.job.JobRun;
import io.entrepot.lifecycle.job.Schedule;
import io.entrepot.storage.oci.OciSyntaxException;
import io.entrepot.storage.oci.RegistryId;
import io.entrepot.storage.oci.RepositoryKey;
import io.entrepot.storage.oci.RepositoryName;
import io.entrepot.storage.registry.ExpiredImages;
import io.entrepot.storage.registry.LifecyclePreviews;
import io.entrepot.storage.registry.LifecycleRuns;
import io.entrepot.storage.registry.RegistryStore;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The jobs that carry lifecycle policies out: one that now and then asks for a run of each
 * repository with a policy, the runs, and the previews. Any thread.
 */
public final class LifecycleJobs {
  /** Asks for runs, and forgets old records. */
  public static final String SCHEDULE = "lifecycle";

  /** Carries out a repository's policy; its subject is {@link #subject}. */
  public static final String RUN = "lifecycle-run";

  /** Works out the preview that a repository waits for; likewise. */
  public static final String PREVIEW = "lifecycle-preview";

  /** Deletes images that expired and that nobody brought back in time. */
  public static final String EXPIRED = "expired";

  /** How often is looked whether there are such images, at least. */
  private static final Duration LOOK = Duration.ofMinutes(1);

  /** The part of the interval by which it is at most sooner or later. */
  private static final double JITTER = 0.1;

  private static final int ACCOUNT_DIGITS = 12;

  private LifecycleJobs() {}

  /**
   * All of them.
   *
   * @param interval how often each repository is looked at
   */
  public static List<JobKind> kinds(RegistryStore store, Duration interval, InstantSource clock) {
    Plans plans = new Plans(store.survey(), clock);
    LifecycleRuns runs = store.lifecycleRuns();
    LifecyclePreviews previews = store.lifecyclePreviews();
    ExpiredImages expired = store.expiredImages();
    Duration look = interval.compareTo(LOOK) < 0 ? interval : LOOK;
    return List.of(
        new JobKind(
            SCHEDULE,
            Optional.of(new Schedule(interval, JITTER)),
            () -> store.lifecyclePolicies().isAny() || runs.isAny() || previews.isAny(),
            job -> ask(store, job)),
        new JobKind(
            EXPIRED,
            Optional.of(new Schedule(look, JITTER)),
            expired::isDue,
            new RemoveExpired(expired)),
        JobKind.requested(
            RUN, LifecycleJobs::isSubject, new PolicyRun(store.lifecyclePolicies(), runs, plans)),
        JobKind.requested(PREVIEW, LifecycleJobs::isSubject, new PreviewRun(previews, plans)));
  }

  /** What jobs about a repository have as their subject: account and name. */
  public static String subject(RepositoryKey repository) {
    return repository.toString();
  }

  private static boolean isSubject(String subject) {
    try {
      return subject(repository(subject)).equals(subject);
    } catch (IllegalArgumentException | OciSyntaxException e) {
      return false;
    }
  }

  /** The repository of a subject. */
  static RepositoryKey repository(String subject) {
    if (subject.length() <= ACCOUNT_DIGITS || subject.charAt(ACCOUNT_DIGITS) != '/') {
      throw new IllegalArgumentException("a subject is ACCOUNT/REPOSITORY, not " + subject);
    }
    return new RepositoryKey(
        new RegistryId(subject.substring(0, ACCOUNT_DIGITS)),
        new RepositoryName(subject.substring(ACCOUNT_DIGITS + 1)));
  }

  private static String ask(RegistryStore store, JobRun job) {
    AtomicInteger asked = new AtomicInteger();
    store
        .lifecyclePolicies()
        .eachGoverned(repository -> {
          job.requireGoing();
          job.request(RUN, subject(repository));
          asked.incrementAndGet();
        });
    int runs = store.lifecycleRuns().sweep();
    int previews = store.lifecyclePreviews().sweep();
    return asked
        + " repositories with a policy are looked at; "
        + runs
        + " old runs and "
        + previews
        + " old previews were forgotten";
  }
}
