package io.entrepot.lifecycle.run;

import io.entrepot.lifecycle.job.JobRun;
import java.util.Optional;
import java.util.OptionalLong;

/** A run of a job in which something happens whenever it is asked whether it goes on. */
record HookedRun(JobRun run, Runnable hook) implements JobRun {
  @Override
  public String subject() {
    return run.subject();
  }

  @Override
  public String requestedBy() {
    return run.requestedBy();
  }

  @Override
  public Optional<String> checkpoint() {
    return run.checkpoint();
  }

  @Override
  public void checkpoint(String state) {
    run.checkpoint(state);
  }

  @Override
  public void progress(long done, OptionalLong total, String unit) {
    run.progress(done, total, unit);
  }

  @Override
  public void requireGoing() {
    hook.run();
    run.requireGoing();
  }

  @Override
  public void rest(long worked) {
    run.rest(worked);
  }

  @Override
  public void request(String kind, String subject) {
    run.request(kind, subject);
  }
}
