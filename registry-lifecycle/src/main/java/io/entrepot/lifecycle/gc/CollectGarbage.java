package io.entrepot.lifecycle.gc;

import io.entrepot.lifecycle.job.JobRun;
import io.entrepot.lifecycle.job.JobWork;
import io.entrepot.storage.maintenance.FilePlace;
import io.entrepot.storage.maintenance.Freed;
import io.entrepot.storage.maintenance.Garbage;
import io.entrepot.storage.maintenance.Reviewed;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.IntFunction;

/**
 * A collection of all garbage that is due, in small steps with rests between them, so that requests
 * wait for one step at most. What it was stopped in goes on in the next one: every step is whole by
 * itself.
 */
public final class CollectGarbage implements JobWork {
  /** The name of the kind of job. */
  public static final String KIND = "gc";

  /** Rows that one transaction reviews: about two milliseconds, which a push may wait for. */
  static final int BATCH = 20;

  /**
   * Rows of either sort that are reviewed before the files of blobs that went are deleted: space
   * comes back as it goes, and enough files lie in each folder for one sync of it to serve many.
   */
  static final int ROUND = 5_000;

  /**
   * Rounds of one run: what is left is for the next, so that a run has an end, and tells what it
   * could not delete, even when garbage comes as fast as it goes.
   */
  static final int MOST_ROUNDS = 20;

  /** Files of one folder that are deleted before it is synced. */
  static final int FILES = 100;

  private static final int NAMED_FAILURES = 3;

  private final Garbage garbage;
  private final int round;

  public CollectGarbage(Garbage garbage) {
    this(garbage, ROUND);
  }

  CollectGarbage(Garbage garbage, int round) {
    this.garbage = garbage;
    this.round = round;
  }

  /**
   * @throws FilesNotDeletedException when some could not be deleted, after all others were
   */
  @Override
  public String run(JobRun run) throws FilesNotDeletedException {
    Tally tally = new Tally(run);
    boolean more = true;
    for (int round = 0; more && round < MOST_ROUNDS; round++) {
      boolean links = review(tally, garbage::reviewLinks);
      boolean blobs = review(tally, garbage::reviewBlobs);
      removeFiles(tally);
      more = links || blobs;
    }
    if (tally.failed > 0) {
      throw new FilesNotDeletedException(tally.failed, tally.failures);
    }
    return "%d links, %d blobs and %d files were collected; %d bytes came free"
        .formatted(tally.links, tally.blobs, tally.files, tally.bytes);
  }

  /** Whether more may be due. */
  private boolean review(Tally tally, IntFunction<Reviewed> step) {
    for (int rows = 0; rows < round; rows += BATCH) {
      Reviewed reviewed = tally.run.step(() -> step.apply(BATCH));
      tally.add(reviewed);
      if (reviewed.rows() < BATCH) {
        return false;
      }
    }
    return true;
  }

  /** Files that cannot be deleted are tried once in each round; the last one tells of them. */
  private void removeFiles(Tally tally) {
    tally.forgetFailures();
    Optional<FilePlace> place = Optional.of(FilePlace.START);
    while (place.isPresent()) {
      FilePlace from = place.get();
      Freed freed = tally.run.step(() -> garbage.removeFiles(from, FILES));
      tally.add(freed);
      place = freed.last();
    }
  }

  /** What came of it so far. */
  private static final class Tally {
    private final JobRun run;
    private final List<String> failures = new ArrayList<>();
    private long links;
    private long blobs;
    private long files;
    private long bytes;
    private long failed;

    Tally(JobRun run) {
      this.run = run;
    }

    void add(Reviewed reviewed) {
      links += reviewed.links();
      blobs += reviewed.blobs();
      tell();
    }

    void add(Freed freed) {
      files += freed.files();
      bytes += freed.bytes();
      failed += freed.failures().size();
      freed.failures().stream().limit(NAMED_FAILURES - failures.size()).forEach(failures::add);
      tell();
    }

    void forgetFailures() {
      failed = 0;
      failures.clear();
    }

    private void tell() {
      run.progress(links + blobs + files, OptionalLong.empty(), "links, blobs and files");
    }
  }
}
