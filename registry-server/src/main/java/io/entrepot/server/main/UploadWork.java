package io.entrepot.server.main;

import io.entrepot.lifecycle.job.JobRun;
import io.entrepot.lifecycle.job.JobWork;
import io.entrepot.storage.registry.RegistryStore;
import java.time.InstantSource;
import java.util.OptionalLong;

/**
 * Ends uploads that nobody goes on with; the first time after a start it also removes what a crash
 * left of uploads that had ended.
 */
final class UploadWork implements JobWork {
  static final String KIND = "uploads";

  private final RegistryStore store;
  private final InstantSource clock;

  /** Changed by one run after the other: there are no two at once. */
  private volatile boolean leftoversAreGone;

  UploadWork(RegistryStore store, InstantSource clock) {
    this.store = store;
    this.clock = clock;
  }

  @Override
  public String run(JobRun run) {
    int files = leftoversAreGone ? 0 : store.removeLeftovers();
    leftoversAreGone = true;
    long ended = 0;
    for (int some = store.expireUploads(clock.instant());
        some > 0;
        some = store.expireUploads(clock.instant())) {
      ended += some;
      run.progress(ended, OptionalLong.empty(), "uploads");
      run.requireGoing();
    }
    String said = ended + " uploads had rested too long and were ended";
    return files == 0 ? said : said + "; files of " + files + " that had ended were left";
  }
}
