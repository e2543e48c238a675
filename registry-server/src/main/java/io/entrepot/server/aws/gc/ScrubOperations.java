package io.entrepot.server.aws.gc;

import io.entrepot.auth.decide.EntrepotAction;
import io.entrepot.auth.decide.Permission;
import io.entrepot.auth.decide.Resource;
import io.entrepot.auth.principal.AccountId;
import io.entrepot.lifecycle.job.JobState;
import io.entrepot.lifecycle.job.Jobs;
import io.entrepot.lifecycle.scrub.ScrubBlobs;
import io.entrepot.server.aws.Asker;
import io.entrepot.server.aws.AwsError;
import io.entrepot.server.aws.Call;
import io.entrepot.server.aws.Input;
import io.entrepot.server.aws.Operation;
import io.entrepot.server.aws.Tree;
import io.entrepot.server.aws.Tree.Members;
import io.entrepot.storage.maintenance.ScrubFinding;
import io.entrepot.storage.maintenance.Scrubber;
import java.util.List;
import java.util.Optional;

/**
 * Operations on the scrub. AWS has none like them. They are decided on the server's first account,
 * for blobs are shared by all accounts.
 */
public final class ScrubOperations {
  /** Most findings that one answer lists. */
  static final int MAX_RESULTS = 1_000;

  private static final int DEFAULT_RESULTS = 100;

  private final Scrubber scrubber;
  private final Jobs jobs;
  private final AccountId first;

  private ScrubOperations(Scrubber scrubber, Jobs jobs, AccountId first) {
    this.scrubber = scrubber;
    this.jobs = jobs;
    this.first = first;
  }

  /**
   * All of them.
   *
   * @param first the account whose principals may ask for them
   */
  public static List<Operation> all(Scrubber scrubber, Jobs jobs, AccountId first) {
    ScrubOperations operations = new ScrubOperations(scrubber, jobs, first);
    return List.of(
        new Operation("GetScrubStatus", operations::status),
        new Operation("ScrubBlobs", operations::scrub));
  }

  private Call status(Asker asker, Input input) {
    int most = input.whole("MaxResults", 1, MAX_RESULTS).orElse(DEFAULT_RESULTS);
    return needing(EntrepotAction.GET_SCRUB_STATUS).gives(() -> status(most));
  }

  private Members status(int most) {
    Scrubber.Figures figures = scrubber.figures();
    Members shape =
        Members.of("Enabled", new Tree.Flag(isEnabled()))
            .and("Read", read())
            .and("BlobsSinceStart", figures.blobs())
            .and("BytesSinceStart", figures.bytes())
            .and("Findings", Tree.items(scrubber.found(most), ScrubOperations::shape));
    return LastRun.of(jobs, ScrubBlobs.KIND, shape);
  }

  private boolean isEnabled() {
    return jobs.kinds().contains(ScrubBlobs.KIND);
  }

  /** How many blobs the present pass has read, or the last one did. */
  private Optional<String> read() {
    return jobs.find(ScrubBlobs.KIND, "")
        .flatMap(JobState::progress)
        .map(progress -> Long.toString(progress.done()));
  }

  private static Members shape(ScrubFinding finding) {
    return Members.of("ImageDigest", finding.digest().toString())
        .and("Size", finding.size())
        .and("Kind", finding.kind())
        .and("SetAside", finding.setAside())
        .and("FoundAt", finding.foundAt())
        .and("Reason", finding.why());
  }

  private Call scrub(Asker asker, Input input) {
    return needing(EntrepotAction.SCRUB_BLOBS)
        .does(() -> {
          if (!isEnabled()) {
            throw AwsError.VALIDATION.because("Blobs are not read again: scrub.rate is off.");
          }
          jobs.request(ScrubBlobs.KIND, "", asker.principal().arn());
        });
  }

  private Call.Needing needing(EntrepotAction action) {
    return Call.needing(new Permission(action, new Resource.Account(first)));
  }
}
