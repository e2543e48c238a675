package io.entrepot.storage.registry;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.entrepot.storage.metadata.Database;
import io.entrepot.storage.metadata.LifecycleRows;
import io.entrepot.storage.metadata.ReferenceRows;
import io.entrepot.storage.metadata.RepositoryRows;
import io.entrepot.storage.metadata.RunRow;
import io.entrepot.storage.metadata.RunRows;
import io.entrepot.storage.metadata.Sql;
import io.entrepot.storage.metadata.Transaction;
import io.entrepot.storage.oci.Digest;
import io.entrepot.storage.oci.DigestAlgorithm;
import io.entrepot.storage.oci.RepositoryKey;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Carries out what lifecycle policies decide, and keeps what they did. An image goes in the same
 * transaction as its record comes. May block; called from threads that may; what is reported as
 * done is durable. Failures come as {@link io.entrepot.storage.failure.StorageException}:
 * RepositoryUnknown.
 */
public final class LifecycleRuns {
  /** Images that one transaction takes away, so that no push waits long for it. */
  public static final int BATCH = 20;

  /** When these name as many blobs and manifests, the rest is left for another transaction. */
  public static final int NAMES = 500;

  /** Runs of one repository that are kept. */
  public static final int KEPT_RUNS = 100;

  /** How long a run is kept. */
  public static final Duration KEPT_FOR = Duration.ofDays(90);

  /** Records that one transaction takes away. */
  static final int SWEEP = 500;

  /** Why a run ended that the server cut off, when it stopped or crashed. */
  public static final String CUT_OFF = "the server stopped before it came to its end";

  private final Database database;
  private final Expiry expiry;
  private final InstantSource clock;

  /**
   * Those of a store.
   *
   * @param delay how long an image that expired can be brought back
   */
  LifecycleRuns(
      Database database,
      PullTimes pulls,
      ImageRemoval removal,
      Duration delay,
      InstantSource clock) {
    this.database = database;
    this.expiry = new Expiry(pulls, removal, new Shadow(removal, clock), delay);
    this.clock = clock;
  }

  /**
   * Begins a run; those of the repository that never ended are ended.
   *
   * @param requestedBy who asked
   */
  public LifecycleRun begin(RepositoryKey repository, String requestedBy, PolicyInForce policy) {
    String digest = Digest.of(DigestAlgorithm.SHA256, policy.document().getBytes(UTF_8)).toString();
    RunRow row =
        new RunRow(
            0,
            repository.registry().value(),
            repository.name().value(),
            requestedBy,
            digest,
            policy.source().name(),
            clock.millis(),
            Optional.empty(),
            Optional.empty(),
            0,
            0,
            0,
            0);
    return database.write(transaction -> {
      Sql sql = transaction.sql();
      RunRows.endLeft(sql, repository, clock.instant(), CUT_OFF);
      RunRows.keepText(sql, digest, policy.document());
      return LifecycleRun.of(RunRows.find(sql, repository, RunRows.insert(sql, row)).orElseThrow());
    });
  }

  /** Ends those runs of a repository that never came to an end. */
  public void endLeft(RepositoryKey repository) {
    database.write(transaction -> {
      RunRows.endLeft(transaction.sql(), repository, clock.instant(), CUT_OFF);
      return repository;
    });
  }

  /**
   * Notes what a run has to do.
   *
   * @param images that were looked at
   * @param transitions images that would go into the archive
   */
  public void looked(LifecycleRun run, int images, int transitions) {
    database.write(transaction -> {
      RunRows.looked(transaction.sql(), run.id(), images, transitions);
      return run;
    });
  }

  /**
   * Takes images away, in one transaction: each that is still as it was when it was looked at.
   * Those after the first ones that name {@link #NAMES} blobs and manifests together are left
   * alone.
   *
   * @param policy by which that was decided
   * @param from the position of the first in the run
   * @param images at most {@link #BATCH}
   * @return what became of the first of them, one at least; empty when another policy counts by
   *     now, or the repository is gone
   */
  public Optional<List<ImageFate>> carryOut(
      LifecycleRun run, PolicyInForce policy, long from, List<ExpiringImage> images) {
    return database.write(transaction -> {
      Sql sql = transaction.sql();
      Optional<Long> id =
          RepositoryRows.find(sql, run.repository())
              .filter(found ->
                  PolicyInForce.of(sql, run.repository().registry(), found)
                      .equals(Optional.of(policy)));
      return id.map(repository -> carryOut(transaction, run, repository, from, images));
    });
  }

  private List<ImageFate> carryOut(
      Transaction transaction,
      LifecycleRun run,
      long repository,
      long from,
      List<ExpiringImage> images) {
    List<ImageFate> fates = new ArrayList<>();
    int named = 0;
    for (ExpiringImage image : images) {
      if (named >= NAMES) {
        break;
      }
      named += ReferenceRows.count(transaction.sql(), repository, image.image().digest());
      ImageFate fate =
          expiry.expire(transaction, run.repository(), repository, from + fates.size(), image);
      RunRows.add(transaction.sql(), run.id(), fate.row());
      fates.add(fate);
    }
    int deleted =
        (int) fates.stream().filter(f -> f.outcome() == ImageFate.Outcome.DELETED).count();
    RunRows.count(transaction.sql(), run.id(), deleted, fates.size() - deleted);
    return fates;
  }

  /**
   * Ends a run. Of those of one asker that did nothing, for the same reason, the latest alone is
   * kept.
   *
   * @param failure why it did not come to its end
   */
  public void end(LifecycleRun run, Optional<String> failure) {
    Optional<RunRow> idle =
        database.write(transaction -> {
          Sql sql = transaction.sql();
          Instant now = clock.instant();
          RunRows.end(sql, run.id(), now, failure);
          if (failure.isEmpty() && run.source() == PolicyInForce.Source.REPOSITORY) {
            RepositoryRows.find(sql, run.repository())
                .ifPresent(id -> LifecycleRows.setEvaluated(sql, id, now));
          }
          return RunRows.find(sql, run.repository(), run.id())
              .filter(ended -> ended.removed() == 0 && ended.skipped() == 0)
              .flatMap(ended -> RunRows.idleBefore(sql, ended));
        });
    idle.ifPresent(this::delete);
    for (Optional<RunRow> old = beyond(run); old.isPresent(); old = beyond(run)) {
      delete(old.get());
    }
  }

  private Optional<RunRow> beyond(LifecycleRun run) {
    return database.read(sql -> RunRows.after(sql, run.repository(), KEPT_RUNS));
  }

  /** In small transactions. */
  private void delete(RunRow run) {
    int some = SWEEP;
    while (some > 0) {
      some = database.write(transaction -> RunRows.deleteSome(transaction.sql(), run.id(), SWEEP));
    }
    database.write(transaction -> {
      RunRows.delete(transaction.sql(), run);
      return run;
    });
  }

  /** Forgets what is too old; how many runs that were. */
  public int sweep() {
    long before = clock.instant().minus(KEPT_FOR).toEpochMilli();
    int swept = 0;
    for (Optional<RunRow> old = oldest(before); old.isPresent(); old = oldest(before)) {
      delete(old.get());
      swept++;
    }
    return swept;
  }

  /** Whether there is any record. */
  public boolean isAny() {
    return database.read(RunRows::oldest).isPresent();
  }

  private Optional<RunRow> oldest(long before) {
    return database.read(RunRows::oldest).filter(run -> run.beganAt() < before);
  }

  /** Runs of a repository, the newest first, before this one, at most so many. */
  public Page<LifecycleRun> list(RepositoryKey repository, Optional<String> before, int limit) {
    long from = before.map(Long::valueOf).orElse(Long.MAX_VALUE);
    return database.read(sql ->
        Page.of(
            RunRows.page(sql, repository, from, Page.toAsk(limit)).stream()
                .map(LifecycleRun::of)
                .toList(),
            limit));
  }

  public Optional<LifecycleRun> find(RepositoryKey repository, long run) {
    return database.read(sql -> RunRows.find(sql, repository, run).map(LifecycleRun::of));
  }

  /** The text of the policy that a run went by. */
  public String policy(LifecycleRun run) {
    return database.read(sql -> RunRows.text(sql, run.policy()).orElse(""));
  }

  /** What a run did, in its order, after this position, at most so many. */
  public Page<ImageFate> images(LifecycleRun run, Optional<String> after, int limit) {
    long from = after.map(Long::valueOf).orElse(-1L);
    return database.read(sql ->
        Page.of(
            RunRows.images(sql, run.id(), from, Page.toAsk(limit)).stream()
                .map(ImageFate::of)
                .toList(),
            limit));
  }
}
