package io.entrepot.lifecycle.run;

import io.entrepot.lifecycle.job.JobRun;
import io.entrepot.lifecycle.planner.LifecycleImage;
import io.entrepot.lifecycle.planner.Plan;
import io.entrepot.lifecycle.planner.Planner;
import io.entrepot.lifecycle.rule.LifecyclePolicy;
import io.entrepot.lifecycle.rule.StorageClass;
import io.entrepot.storage.oci.Digest;
import io.entrepot.storage.oci.RepositoryKey;
import io.entrepot.storage.registry.Survey;
import io.entrepot.storage.registry.SurveyedImage;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** Makes the plan of a policy for a repository as it is now. Any thread. */
record Plans(Survey survey, InstantSource clock) {
  /**
   * A plan.
   *
   * @param images those that it was made of
   */
  record Made(Plan plan, Map<Digest, SurveyedImage> images) {}

  Made of(RepositoryKey repository, LifecyclePolicy policy, JobRun job) {
    List<SurveyedImage> all =
        survey.of(
            repository,
            read -> {
              job.progress(read, OptionalLong.empty(), "images looked at");
              job.requireGoing();
            });
    Map<Digest, SurveyedImage> images = LinkedHashMap.newLinkedHashMap(all.size());
    all.forEach(image -> images.put(image.digest(), image));
    Plan plan =
        Planner.plan(
            images.values().stream().map(Plans::planned).toList(), policy, clock.instant());
    return new Made(plan, images);
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
}
