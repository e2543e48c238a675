package io.entrepot.lifecycle.run;

import io.entrepot.lifecycle.job.JobRun;
import io.entrepot.lifecycle.job.JobWork;
import io.entrepot.lifecycle.planner.Verdict;
import io.entrepot.lifecycle.rule.LifecyclePolicy;
import io.entrepot.lifecycle.rule.LifecycleRule;
import io.entrepot.storage.failure.StorageException;
import io.entrepot.storage.failure.StorageFailure;
import io.entrepot.storage.oci.RepositoryKey;
import io.entrepot.storage.registry.LifecyclePreview;
import io.entrepot.storage.registry.LifecyclePreviews;
import io.entrepot.storage.registry.PreviewedImage;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Works out the preview that a repository waits for: the plan, written down. */
record PreviewRun(LifecyclePreviews previews, Plans plans) implements JobWork {

  @Override
  public String run(JobRun job) {
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

  private String run(JobRun job, RepositoryKey repository, LifecyclePreview preview) {
    try {
      Plans.Made made = plans.of(repository, LifecyclePolicy.parse(preview.document()), job);
      previews.complete(preview, images(made.plan().verdicts()));
      return "what would become of " + made.images().size() + " images was worked out";
    } catch (StorageException e) {
      if (e.failure() instanceof StorageFailure.RepositoryTooLarge) {
        previews.fail(preview, e.failure().message());
        return e.failure().message();
      }
      throw e;
    }
  }

  private static List<PreviewedImage> images(List<Verdict> verdicts) {
    List<PreviewedImage> images = new ArrayList<>(verdicts.size());
    for (Verdict verdict : verdicts) {
      images.add(
          new PreviewedImage(
              images.size(),
              verdict.image().digest(),
              verdict.image().tags(),
              verdict.image().pushedAt(),
              action(verdict.outcome().rule()),
              verdict.outcome().rule().map(LifecycleRule::priority),
              verdict.outcome().sentence()));
    }
    return images;
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
