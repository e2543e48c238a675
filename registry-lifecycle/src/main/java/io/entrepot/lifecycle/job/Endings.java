package io.entrepot.lifecycle.job;

import io.entrepot.storage.metadata.JobEffort;
import io.entrepot.storage.metadata.JobEnd;
import io.entrepot.storage.metadata.JobRow;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** What comes after the end of a job. Any thread, if its random numbers may be of any. */
final class Endings {
  private final RandomGenerator random;

  Endings(RandomGenerator random) {
    this.random = random;
  }

  /** When a kind runs next by itself. */
  Optional<Long> next(JobKind kind, Instant now) {
    return kind.schedule().map(schedule -> schedule.next(now, random).toEpochMilli());
  }

  JobEnd of(Run run, JobOutcome outcome, String message, Instant now) {
    JobRow row = run.row();
    boolean again = outcome == JobOutcome.FAILED && !Retries.isLast(row.attempts());
    if (again) {
      return new JobEnd(
          now.toEpochMilli(),
          outcome.name(),
          message,
          false,
          Optional.of(now.plus(wait(run.kind(), row)).toEpochMilli()),
          row.attempts(),
          row.requestedBy(),
          run.effort());
    }
    boolean kept = outcome == JobOutcome.CANCELLED && run.kind().schedule().isPresent();
    return last(
        Optional.of(run.kind()),
        row,
        outcome,
        message,
        kept ? run.effort() : run.effort().withoutCheckpoint(),
        now);
  }

  /** Of one that waited and was cancelled. */
  JobEnd calledOff(Optional<JobKind> kind, JobRow row, Instant now) {
    boolean kept = kind.flatMap(JobKind::schedule).isPresent();
    return last(
        kind,
        row,
        JobOutcome.CANCELLED,
        "cancelled while it waited",
        kept ? row.effort() : row.effort().withoutCheckpoint(),
        now);
  }

  /** Until somebody asks for it, or its next time comes. */
  private JobEnd last(
      Optional<JobKind> kind,
      JobRow row,
      JobOutcome outcome,
      String message,
      JobEffort effort,
      Instant now) {
    Optional<Long> due = kind.flatMap(each -> next(each, now));
    return new JobEnd(
        now.toEpochMilli(),
        outcome.name(),
        message,
        outcome == JobOutcome.SUCCEEDED,
        due,
        0,
        due.isPresent() ? "" : row.requestedBy(),
        effort);
  }

  /** No longer than to its next time. */
  private Duration wait(JobKind kind, JobRow row) {
    Duration wait = Retries.wait(row.attempts(), random);
    return kind.schedule()
        .map(Schedule::every)
        .filter(every -> every.compareTo(wait) < 0)
        .orElse(wait);
  }
}
