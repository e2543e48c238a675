package io.entrepot.server.aws.gc;

import io.entrepot.auth.decide.EntrepotAction;
import io.entrepot.auth.decide.Permission;
import io.entrepot.auth.decide.Resource;
import io.entrepot.auth.principal.AccountId;
import io.entrepot.lifecycle.gc.CollectGarbage;
import io.entrepot.lifecycle.job.Jobs;
import io.entrepot.server.aws.Asker;
import io.entrepot.server.aws.Call;
import io.entrepot.server.aws.Input;
import io.entrepot.server.aws.Operation;
import io.entrepot.server.aws.Tree;
import io.entrepot.server.aws.Tree.Members;
import io.entrepot.storage.maintenance.Candidate;
import io.entrepot.storage.maintenance.Garbage;
import io.entrepot.storage.maintenance.GarbageFigures;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;

/**
 * Operations on garbage collection. AWS has none like them. They are decided on the server's first
 * account, for blobs are shared by all accounts.
 */
public final class GarbageOperations {
  /** Most of what is to be reviewed that one answer lists. */
  static final int MAX_RESULTS = 10_000;

  private static final int DEFAULT_RESULTS = 1_000;

  private final Garbage garbage;
  private final Jobs jobs;
  private final AccountId first;
  private final InstantSource clock;

  private GarbageOperations(Garbage garbage, Jobs jobs, AccountId first, InstantSource clock) {
    this.garbage = garbage;
    this.jobs = jobs;
    this.first = first;
    this.clock = clock;
  }

  /**
   * All of them.
   *
   * @param first the account whose principals may ask for them
   */
  public static List<Operation> all(
      Garbage garbage, Jobs jobs, AccountId first, InstantSource clock) {
    GarbageOperations operations = new GarbageOperations(garbage, jobs, first, clock);
    return List.of(
        new Operation("GetGarbageStatus", operations::status),
        new Operation("CollectGarbage", operations::collect));
  }

  private Call status(Asker asker, Input input) {
    return needing(EntrepotAction.GET_GARBAGE_STATUS).gives(this::status);
  }

  private Members status() {
    GarbageFigures figures = garbage.figures();
    Members shape =
        Members.of("WaitingLinks", new Tree.Whole(figures.links()))
            .and("WaitingBlobs", figures.blobs())
            .and("WaitingFiles", figures.files())
            .and("WaitingFileBytes", figures.fileBytes());
    if (figures.oldest().isPresent()) {
      shape = shape.and("NextReview", figures.oldest().get());
    }
    shape = shape.and("ExpiredImages", figures.expired());
    if (figures.nextExpired().isPresent()) {
      shape = shape.and("NextExpiredDelete", figures.nextExpired().get());
    }
    shape =
        shape
            .and("HeldByBackup", figures.held())
            .and("CollectedLinks", figures.collectedLinks())
            .and("CollectedBlobs", figures.collectedBlobs())
            .and("CollectedBytes", figures.collectedBytes());
    return LastRun.of(jobs, CollectGarbage.KIND, shape);
  }

  /** Has a collection run, or with DryRun says what it would come to. */
  private Call collect(Asker asker, Input input) {
    if (input.flag("DryRun").orElse(false)) {
      return list(input);
    }
    return needing(EntrepotAction.COLLECT_GARBAGE)
        .does(() -> jobs.request(CollectGarbage.KIND, "", asker.principal().arn()));
  }

  /** With All, also what is not due as yet. */
  private Call list(Input input) {
    boolean all = input.flag("All").orElse(false);
    int most = input.whole("MaxResults", 1, MAX_RESULTS).orElse(DEFAULT_RESULTS);
    return needing(EntrepotAction.LIST_GARBAGE)
        .gives(() -> {
          Instant until = all ? Instant.ofEpochMilli(Long.MAX_VALUE) : clock.instant();
          List<Candidate> found = garbage.candidates(until, most + 1);
          return Members.of(
                  "Garbage",
                  Tree.items(
                      found.subList(0, Math.min(most, found.size())), GarbageOperations::shape))
              .and("More", found.size() > most);
        });
  }

  private static Members shape(Candidate candidate) {
    return Members.of("ImageDigest", candidate.digest().toString())
        .and("Size", candidate.size())
        .and("RegistryId", candidate.repository().map(key -> key.registry().value()))
        .and("RepositoryName", candidate.repository().map(key -> key.name().value()))
        .and("ReviewAt", candidate.reviewAt())
        .and("Fate", candidate.fate().name())
        .and("Reason", reason(candidate));
  }

  private static String reason(Candidate candidate) {
    return switch (candidate.fate()) {
      case KEEP ->
          candidate.repository().isPresent()
              ? "a manifest of the repository names it"
              : "a repository links it";
      case UNLINK -> "no manifest of the repository names it; other repositories hold it";
      case REMOVE ->
          candidate.repository().isPresent()
              ? "no manifest of the repository names it, and no other repository holds it"
              : "no repository holds it";
    };
  }

  private Call.Needing needing(EntrepotAction action) {
    return Call.needing(new Permission(action, new Resource.Account(first)));
  }
}
