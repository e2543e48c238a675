package io.entrepot.lifecycle.run;

import io.entrepot.lifecycle.job.JobRun;
import io.entrepot.lifecycle.planner.LifecycleImage;
import io.entrepot.lifecycle.planner.Plan;
import io.entrepot.lifecycle.planner.Planner;
import io.entrepot.lifecycle.rule.LifecyclePolicy;
import io.entrepot.lifecycle.rule.StorageClass;
import io.entrepot.storage.oci.RepositoryKey;
import io.entrepot.storage.registry.Survey;
import io.entrepot.storage.registry.SurveyedImage;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/**
 * Makes the plans of policies for repositories as they are now, one at a time in the whole process:
 * a plan may fill a third of the heap until it is carried out. Any thread.
 */
final class Plans {
  private static final String UNIT = "images looked at";

  private final Survey survey;
  private final InstantSource clock;
  private final Semaphore room = new Semaphore(1);

  Plans(Survey survey, InstantSource clock) {
    this.survey = survey;
    this.clock = clock;
  }

  /**
   * Makes a plan and does the work with it, when there is room for it.
   *
   * @param job asked all the time whether it goes on
   */
  <T> T with(RepositoryKey repository, LifecyclePolicy policy, JobRun job, Function<Plan, T> work)
      throws InterruptedException {
    while (!room.tryAcquire(1, TimeUnit.SECONDS)) {
      job.requireGoing();
    }
    try {
      return work.apply(plan(repository, policy, job));
    } finally {
      room.release();
    }
  }

  private Plan plan(RepositoryKey repository, LifecyclePolicy policy, JobRun job) {
    List<LifecycleImage> images = new ArrayList<>();
    survey.each(
        repository,
        image -> images.add(planned(image)),
        read -> {
          job.progress(read, OptionalLong.empty(), UNIT);
          job.requireGoing();
        });
    return Planner.plan(images, policy, clock.instant(), job::requireGoing);
  }

  /** There is no archive as yet. */
  private static LifecycleImage planned(SurveyedImage image) {
    return new LifecycleImage(
        image.digest(),
        image.tags(),
        image.pushedAt(),
        image.pulledAt(),
        Optional.empty(),
        Optional.empty(),
        StorageClass.STANDARD,
        image.subject(),
        image.children(),
        image.pinned());
  }

  /** The image of a plan as the survey found it. */
  static SurveyedImage surveyed(LifecycleImage image) {
    return new SurveyedImage(
        image.digest(),
        image.tags(),
        image.pushedAt(),
        image.pulledAt(),
        image.subject(),
        image.children(),
        image.pinned());
  }
}
