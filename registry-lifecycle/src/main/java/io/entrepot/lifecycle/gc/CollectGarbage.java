package io.entrepot.lifecycle.gc;

import io.entrepot.lifecycle.job.JobRun;
import io.entrepot.lifecycle.job.JobWork;
import io.entrepot.storage.maintenance.Freed;
import io.entrepot.storage.maintenance.Garbage;
import io.entrepot.storage.maintenance.Reviewed;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntFunction;

/**
 * A collection of all garbage that is due, in small batches with pauses between them, so that
 * requests wait for one batch at most and the disk and the writer stay half free. What it was
 * stopped in goes on in the next one: every step is whole by itself. Used by one thread at a time.
 */
public final class CollectGarbage implements JobWork {
  /** The name of the kind of job. */
  public static final String KIND = "gc";

  /** Rows that one transaction reviews: a few milliseconds. */
  static final int BATCH = 50;

  /** Files that are deleted between two syncs of their folders. */
  static final int FILES = 200;

  private static final int NAMED_FAILURES = 3;

  private final Garbage garbage;
  private final boolean pauses;

  /**
   * @param pauses whether it leaves the writer and the disk to others half of the time
   */
  public CollectGarbage(Garbage garbage, boolean pauses) {
    this.garbage = garbage;
    this.pauses = pauses;
  }

  /**
   * @throws FilesNotDeletedException when some could not be deleted, after all others were
   */
  @Override
  public String run(JobRun run) throws FilesNotDeletedException {
    Tally tally = new Tally(run);
    review(tally, garbage::reviewLinks);
    review(tally, garbage::reviewBlobs);
    removeFiles(tally);
    if (tally.failed > 0) {
      throw new FilesNotDeletedException(tally.failed, tally.failures);
    }
    return "%d links, %d blobs and %d files were collected; %d bytes came free"
        .formatted(tally.links, tally.blobs, tally.files, tally.bytes);
  }

  private void review(Tally tally, IntFunction<Reviewed> step) {
    boolean more = true;
    while (more) {
      long start = System.nanoTime();
      Reviewed reviewed = step.apply(BATCH);
      tally.add(reviewed);
      more = reviewed.rows() == BATCH;
      rest(start, more);
    }
  }

  private void removeFiles(Tally tally) {
    long place = 0;
    boolean more = true;
    while (more) {
      long start = System.nanoTime();
      Freed freed = garbage.removeFiles(place, FILES);
      tally.add(freed);
      more = freed.last().isPresent();
      place = freed.last().orElse(place);
      rest(start, more);
    }
  }

  /** Pauses for as long as the batch took. */
  private void rest(long start, boolean more) {
    if (pauses && more) {
      LockSupport.parkNanos(System.nanoTime() - start);
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

    private void tell() {
      run.progress(links + blobs + files, OptionalLong.empty(), "links, blobs and files");
      run.requireGoing();
    }
  }
}
