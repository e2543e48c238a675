package io.entrepot.lifecycle.run;

import io.entrepot.lifecycle.job.JobRun;
import io.entrepot.lifecycle.job.JobWork;
import io.entrepot.lifecycle.planner.Outcome;
import io.entrepot.lifecycle.planner.Verdict;
import io.entrepot.lifecycle.rule.LifecyclePolicy;
import io.entrepot.lifecycle.rule.LifecycleRule;
import io.entrepot.lifecycle.rule.RuleAction;
import io.entrepot.storage.failure.StorageException;
import io.entrepot.storage.failure.StorageFailure;
import io.entrepot.storage.oci.Digest;
import io.entrepot.storage.oci.RepositoryKey;
import io.entrepot.storage.registry.ExpiringImage;
import io.entrepot.storage.registry.ImageFate;
import io.entrepot.storage.registry.LifecyclePolicies;
import io.entrepot.storage.registry.LifecycleRun;
import io.entrepot.storage.registry.LifecycleRuns;
import io.entrepot.storage.registry.PolicyInForce;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Carries out the policy that counts for a repository when the run begins: makes the plan, then
 * takes away what it says, a few images at a time and in its order. What changed in between is left
 * for the next run, and so is everything once another policy counts. What is begun again after a
 * stop is planned anew. Rules that archive are counted and not carried out: there is no archive as
 * yet.
 */
record PolicyRun(LifecyclePolicies policies, LifecycleRuns runs, Plans plans) implements JobWork {
  private static final String OTHER_POLICY = "another policy counts by now, or none";

  @Override
  public String run(JobRun job) {
    RepositoryKey repository = LifecycleJobs.repository(job.subject());
    try {
      Optional<PolicyInForce> policy = policies.inForce(repository);
      return policy.isPresent() ? run(job, repository, policy.get()) : "no policy counts for it";
    } catch (StorageException e) {
      if (e.failure() instanceof StorageFailure.RepositoryUnknown) {
        return "there is no such repository any more";
      }
      throw e;
    }
  }

  private String run(JobRun job, RepositoryKey repository, PolicyInForce policy) {
    Plans.Made made = plans.of(repository, LifecyclePolicy.parse(policy.document()), job);
    List<Verdict> changes = made.plan().changes();
    List<ExpiringImage> expiring =
        changes.stream()
            .filter(verdict -> action(verdict) == RuleAction.EXPIRE)
            .map(verdict -> expiring(made, verdict))
            .toList();
    int transitions = changes.size() - expiring.size();
    LifecycleRun run =
        runs.begin(repository, job.requestedBy(), policy, made.images().size(), transitions);
    Optional<String> failure =
        Optional.of("it broke off; the job " + LifecycleJobs.RUN + " says why");
    try {
      Tally tally = carryOut(job, run, policy, expiring);
      failure = tally.stopped() ? Optional.of(OTHER_POLICY) : Optional.empty();
      return tally.sentence(made.images().size(), transitions);
    } finally {
      runs.end(run, failure);
    }
  }

  private static RuleAction action(Verdict verdict) {
    return rule(verdict).action();
  }

  private static LifecycleRule rule(Verdict verdict) {
    return verdict.outcome().rule().orElseThrow();
  }

  private static ExpiringImage expiring(Plans.Made made, Verdict verdict) {
    Optional<Digest> leader =
        switch (verdict.outcome()) {
          case Outcome.Follows follows -> Optional.of(follows.leader());
          case Outcome.Acted _, Outcome.Kept _ -> Optional.empty();
        };
    return new ExpiringImage(
        Optional.ofNullable(made.images().get(verdict.image().digest())).orElseThrow(),
        leader,
        rule(verdict).priority(),
        verdict.outcome().sentence());
  }

  /** What became of images so far, and whether the run stopped before its end. */
  private record Tally(int deleted, int skipped, boolean stopped) {
    Tally and(List<ImageFate> fates) {
      int more = (int) fates.stream().filter(f -> f.outcome() == ImageFate.Outcome.DELETED).count();
      return new Tally(deleted + more, skipped + fates.size() - more, stopped);
    }

    String sentence(int images, int transitions) {
      return deleted
          + " of "
          + images
          + " images were deleted, "
          + skipped
          + " skipped"
          + (transitions == 0 ? "" : ", " + transitions + " not archived as there is no archive")
          + (stopped ? "; it stopped: " + OTHER_POLICY : "");
    }
  }

  private Tally carryOut(
      JobRun job, LifecycleRun run, PolicyInForce policy, List<ExpiringImage> expiring) {
    Tally tally = new Tally(0, 0, false);
    for (int from = 0; from < expiring.size(); from += LifecycleRuns.BATCH) {
      job.requireGoing();
      List<ExpiringImage> part =
          expiring.subList(from, Math.min(from + LifecycleRuns.BATCH, expiring.size()));
      Optional<List<ImageFate>> fates = runs.carryOut(run, policy, from, part);
      if (fates.isEmpty()) {
        return new Tally(tally.deleted(), tally.skipped(), true);
      }
      tally = tally.and(fates.get());
      job.progress(from + part.size(), OptionalLong.of(expiring.size()), "images");
    }
    return tally;
  }
}
