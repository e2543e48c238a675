package io.entrepot.lifecycle.job;

import io.entrepot.storage.metadata.JobEffort;
import io.entrepot.storage.metadata.JobKey;
import io.entrepot.storage.metadata.JobRow;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.function.LongSupplier;

/** One start of a job that this process works on. Any thread. */
final class Run implements JobRun {
  private final JobKind kind;
  private final String owner;
  private final JobRow row;
  private final BiConsumer<String, String> requests;
  private final LongSupplier nanos;
  private final Rest rest;
  private final CountDownLatch ended = new CountDownLatch(1);

  /** How far it has come; guarded by this object, as is what is known to be written of it. */
  private JobEffort effort;

  private JobEffort written;

  /** By {@link #nanos}: also when the database hangs it is known when the lease ends. */
  private volatile long sureUntil;

  private volatile long renewed;
  private volatile boolean lost;
  private volatile boolean cancelled;
  private volatile boolean closing;

  /**
   * A start whose lease was asked for at this time.
   *
   * @param row as it was claimed
   * @param requests takes kind and subject of a job that this one asks for
   */
  Run(
      JobKind kind,
      JobRow row,
      String owner,
      BiConsumer<String, String> requests,
      LongSupplier nanos,
      Rest rest,
      long asked) {
    this.kind = kind;
    this.row = row;
    this.owner = owner;
    this.requests = requests;
    this.nanos = nanos;
    this.rest = rest;
    this.effort = row.effort().checkpoint().isPresent() ? row.effort() : JobEffort.NONE;
    this.written = row.effort();
    renewed(asked);
  }

  JobKind kind() {
    return kind;
  }

  JobKey key() {
    return row.key();
  }

  JobRow row() {
    return row;
  }

  String owner() {
    return owner;
  }

  @Override
  public String subject() {
    return row.key().subject();
  }

  @Override
  public String requestedBy() {
    return row.requestedBy();
  }

  @Override
  public Optional<String> checkpoint() {
    return row.effort().checkpoint();
  }

  @Override
  public synchronized void checkpoint(String state) {
    if (state.length() > Jobs.MAX_CHECKPOINT) {
      throw new IllegalArgumentException(
          "a checkpoint has at most " + Jobs.MAX_CHECKPOINT + " characters");
    }
    effort = effort.withCheckpoint(state);
  }

  @Override
  public synchronized void progress(long done, OptionalLong total, String unit) {
    Optional<Long> all = total.isPresent() ? Optional.of(total.getAsLong()) : Optional.empty();
    effort = new JobEffort(effort.checkpoint(), done, all, Sentence.of(unit));
  }

  @Override
  public void requireGoing() {
    stop()
        .ifPresent(why -> {
          throw why.exception();
        });
  }

  @Override
  public void rest(long worked) {
    rest.after(worked);
  }

  @Override
  public void request(String wanted, String subject) {
    requests.accept(wanted, subject);
  }

  /** Why it is to end, if it is. A lease that was once found lost stays so. */
  Optional<Stop> stop() {
    if (lost || nanos.getAsLong() - sureUntil > 0) {
      lost = true;
      return Optional.of(Stop.LEASE_LOST);
    }
    if (cancelled) {
      return Optional.of(Stop.CANCELLED);
    }
    return closing ? Optional.of(Stop.CLOSING) : Optional.empty();
  }

  synchronized JobEffort effort() {
    return effort;
  }

  /** Whether there is something to write, or the lease is to be renewed. */
  synchronized boolean isToWrite() {
    return !effort.equals(written) || nanos.getAsLong() - renewed >= Jobs.RENEWAL.toNanos();
  }

  synchronized void written(JobEffort durable) {
    written = durable;
  }

  /** The lease was renewed by what was begun at this time. */
  void renewed(long asked) {
    renewed = asked;
    sureUntil = asked + Jobs.LEASE.minus(Jobs.MARGIN).toNanos();
  }

  void lose() {
    lost = true;
  }

  void cancel() {
    cancelled = true;
  }

  void closing() {
    closing = true;
  }

  void ended() {
    ended.countDown();
  }

  boolean awaitEnd(Duration patience) throws InterruptedException {
    return ended.await(patience.toNanos(), TimeUnit.NANOSECONDS);
  }
}
