package io.entrepot.lifecycle.run;

import io.entrepot.lifecycle.job.JobRun;
import io.entrepot.lifecycle.job.JobStoppedException;
import io.entrepot.lifecycle.job.JobWork;
import io.entrepot.lifecycle.planner.Plan;
import io.entrepot.lifecycle.planner.Verdict;
import io.entrepot.lifecycle.rule.LifecyclePolicy;
import io.entrepot.lifecycle.rule.LifecycleRule;
import io.entrepot.storage.failure.StorageException;
import io.entrepot.storage.failure.StorageFailure;
import io.entrepot.storage.oci.RepositoryKey;
import io.entrepot.storage.registry.LifecyclePreview;
import io.entrepot.storage.registry.LifecyclePreviews;
import io.entrepot.storage.registry.NotedTags;
import io.entrepot.storage.registry.PreviewedImage;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/** Works out the preview that a repository waits for: the plan, written down. */
record PreviewRun(LifecyclePreviews previews, Plans plans) implements JobWork {

  @Override
  public String run(JobRun job) throws InterruptedException {
    RepositoryKey repository = LifecycleJobs.repository(job.subject());
    try {
      Optional<LifecyclePreview> waiting =
          previews
              .latest(repository)
              .filter(last -> last.status() == LifecyclePreview.Status.IN_PROGRESS);
      return waiting.isPresent()
          ? run(job, repository, waiting.get())
          : "there is no preview to work out";
    } catch (StorageException e) {
      if (e.failure() instanceof StorageFailure.RepositoryUnknown) {
        return "there is no such repository any more";
      }
      throw e;
    }
  }

  /** What is to be begun again, here or elsewhere, leaves the preview as it is. */
  private String run(JobRun job, RepositoryKey repository, LifecyclePreview preview)
      throws InterruptedException {
    try {
      LifecyclePolicy policy = LifecyclePolicy.parse(preview.document());
      return plans.with(repository, policy, job, plan -> written(job, preview, plan));
    } catch (JobStoppedException e) {
      if (e.isCancelled()) {
        fail(preview, e);
      }
      throw e;
    } catch (InterruptedException | RuntimeException | Error e) {
      fail(preview, e);
      if (e instanceof StorageException storage
          && storage.failure() instanceof StorageFailure.RepositoryTooLarge) {
        return storage.failure().message();
      }
      throw e;
    }
  }

  private void fail(LifecyclePreview preview, Throwable failure) {
    String why = Failures.sentence(failure, LifecycleJobs.PREVIEW);
    Failures.noted(failure, () -> previews.fail(preview, why));
  }

  private String written(JobRun job, LifecyclePreview preview, Plan plan) {
    AtomicLong position = new AtomicLong();
    previews.complete(
        preview,
        () ->
            plan.verdicts().stream()
                .map(verdict -> {
                  job.requireGoing();
                  return image(position.getAndIncrement(), verdict);
                })
                .iterator());
    return "what would become of " + plan.verdicts().size() + " images was worked out";
  }

  private static PreviewedImage image(long position, Verdict verdict) {
    return new PreviewedImage(
        position,
        verdict.image().digest(),
        NotedTags.of(verdict.image().tags()),
        verdict.image().pushedAt(),
        action(verdict.outcome().rule()),
        verdict.outcome().rule().map(LifecycleRule::priority),
        verdict.outcome().sentence());
  }

  private static PreviewedImage.Action action(Optional<LifecycleRule> rule) {
    return rule.map(deciding ->
            switch (deciding.action()) {
              case EXPIRE -> PreviewedImage.Action.EXPIRE;
              case ARCHIVE -> PreviewedImage.Action.TRANSITION;
              case KEEP -> PreviewedImage.Action.KEEP;
            })
        .orElse(PreviewedImage.Action.KEEP);
  }
}
