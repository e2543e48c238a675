package io.entrepot.lifecycle.run;

import io.entrepot.lifecycle.job.JobRun;
import io.entrepot.lifecycle.job.JobWork;
import io.entrepot.lifecycle.planner.Outcome;
import io.entrepot.lifecycle.planner.Plan;
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
  /** Tags of several images that go in one transaction. An image goes whole, whatever it has. */
  static final int TAGS = 200;

  private static final String OTHER_POLICY = "another policy counts by now, or none";

  @Override
  public String run(JobRun job) throws InterruptedException {
    RepositoryKey repository = LifecycleJobs.repository(job.subject());
    try {
      Optional<PolicyInForce> policy = policies.inForce(repository);
      if (policy.isEmpty()) {
        runs.endLeft(repository);
        return "no policy counts for it";
      }
      return run(job, repository, policy.get());
    } catch (StorageException e) {
      if (e.failure() instanceof StorageFailure.RepositoryUnknown) {
        runs.endLeft(repository);
        return "there is no such repository any more";
      }
      throw e;
    }
  }

  /** It is recorded from its beginning on, and so is why it breaks off. */
  private String run(JobRun job, RepositoryKey repository, PolicyInForce policy)
      throws InterruptedException {
    LifecycleRun run = runs.begin(repository, job.requestedBy(), policy);
    try {
      Tally tally =
          plans.with(
              repository,
              LifecyclePolicy.parse(policy.document()),
              job,
              plan -> carryOut(job, run, policy, plan));
      runs.end(run, tally.stopped() ? Optional.of(OTHER_POLICY) : Optional.empty());
      return tally.sentence();
    } catch (InterruptedException | RuntimeException | Error e) {
      String why = Failures.sentence(e, LifecycleJobs.RUN);
      Failures.noted(e, () -> runs.end(run, Optional.of(why)));
      throw e;
    }
  }

  /** Where a transaction ends that begins there: it is bounded in images and in their tags. */
  static int end(List<Verdict> expiring, int from) {
    int end = from + 1;
    int tags = expiring.get(from).image().tags().size();
    while (end < expiring.size() && end - from < LifecycleRuns.BATCH) {
      tags += expiring.get(end).image().tags().size();
      if (tags > TAGS) {
        return end;
      }
      end++;
    }
    return end;
  }

  private static LifecycleRule rule(Verdict verdict) {
    return verdict.outcome().rule().orElseThrow();
  }

  private static ExpiringImage expiring(Verdict verdict) {
    Optional<Digest> leader =
        switch (verdict.outcome()) {
          case Outcome.Follows follows -> Optional.of(follows.leader());
          case Outcome.Acted _, Outcome.Kept _ -> Optional.empty();
        };
    return new ExpiringImage(
        Plans.surveyed(verdict.image()),
        leader,
        rule(verdict).priority(),
        verdict.outcome().sentence());
  }

  /** What became of images so far, and whether the run stopped before its end. */
  private record Tally(int images, int transitions, int deleted, int skipped, boolean stopped) {
    Tally and(List<ImageFate> fates) {
      int more = (int) fates.stream().filter(f -> f.outcome() == ImageFate.Outcome.DELETED).count();
      return new Tally(images, transitions, deleted + more, skipped + fates.size() - more, stopped);
    }

    Tally stop() {
      return new Tally(images, transitions, deleted, skipped, true);
    }

    String sentence() {
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

  private Tally carryOut(JobRun job, LifecycleRun run, PolicyInForce policy, Plan plan) {
    List<Verdict> changes = plan.changes();
    List<Verdict> expiring =
        changes.stream().filter(verdict -> rule(verdict).action() == RuleAction.EXPIRE).toList();
    int transitions = changes.size() - expiring.size();
    runs.looked(run, plan.verdicts().size(), transitions);
    Tally tally = new Tally(plan.verdicts().size(), transitions, 0, 0, false);
    int done = 0;
    while (done < expiring.size()) {
      int place = done;
      List<ExpiringImage> part =
          expiring.subList(place, end(expiring, place)).stream().map(PolicyRun::expiring).toList();
      Optional<List<ImageFate>> fates = job.step(() -> runs.carryOut(run, policy, place, part));
      if (fates.isEmpty()) {
        return tally.stop();
      }
      tally = tally.and(fates.get());
      done += fates.get().size();
      job.progress(done, OptionalLong.of(expiring.size()), "images");
    }
    return tally;
  }
}
