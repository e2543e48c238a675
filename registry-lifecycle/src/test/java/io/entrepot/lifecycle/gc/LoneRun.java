package io.entrepot.lifecycle.gc;

import io.entrepot.lifecycle.job.JobRun;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongConsumer;

/** A run of a job that no server has begun. */
record LoneRun(Runnable before, LongConsumer rest) implements JobRun {
  /** One that never rests. */
  LoneRun() {
    this(() -> {}, worked -> {});
  }

  /** One in which something happens before each step, and which never rests. */
  static LoneRun before(Runnable hook) {
    return new LoneRun(hook, worked -> {});
  }

  /** One that rests as on a server that has nothing else to write. */
  static LoneRun resting() {
    return new LoneRun(() -> {}, LockSupport::parkNanos);
  }

  @Override
  public String subject() {
    return "";
  }

  @Override
  public String requestedBy() {
    return "";
  }

  @Override
  public Optional<String> checkpoint() {
    return Optional.empty();
  }

  @Override
  public void checkpoint(String state) {}

  @Override
  public void progress(long done, OptionalLong total, String unit) {}

  @Override
  public void requireGoing() {
    before.run();
  }

  @Override
  public void rest(long worked) {
    rest.accept(worked);
  }

  @Override
  public void request(String kind, String subject) {}
}
