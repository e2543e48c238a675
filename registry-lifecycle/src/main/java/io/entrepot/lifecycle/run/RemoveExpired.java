package io.entrepot.lifecycle.run;

import io.entrepot.lifecycle.job.JobRun;
import io.entrepot.lifecycle.job.JobWork;
import io.entrepot.storage.registry.ExpiredImages;
import java.util.OptionalLong;

/** Deletes the images that nobody brought back in time, a few in a transaction. */
record RemoveExpired(ExpiredImages expired) implements JobWork {

  @Override
  public String run(JobRun job) {
    long all = 0;
    for (int some = step(job); some > 0; some = step(job)) {
      all += some;
      job.progress(all, OptionalLong.empty(), "images");
    }
    return all + " images that had expired were deleted";
  }

  private int step(JobRun job) {
    return job.step(expired::removeDue);
  }
}
