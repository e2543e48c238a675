package io.entrepot.lifecycle.job;

import io.entrepot.storage.metadata.JobRow;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * How a job stands.
 *
 * @param due when it runs next; a time that is gone where there is nothing for it to do as yet, or
 *     while it runs; empty when nothing is planned
 * @param worker who works on it
 * @param attempts starts that came to no good end, the present one included
 * @param requestedBy empty when it runs by itself
 * @param startedAt the last start
 * @param endedAt the end of the last start that came to one
 * @param outcome how that was
 * @param message a sentence of it, or the error; empty before there was one
 */
public record JobState(
    String kind,
    String subject,
    JobStatus status,
    Optional<Instant> due,
    Optional<String> worker,
    long attempts,
    String requestedBy,
    Optional<Progress> progress,
    Optional<Instant> startedAt,
    Optional<Instant> endedAt,
    Optional<JobOutcome> outcome,
    String message) {
  /**
   * How far it has come, or came.
   *
   * @param total empty when it is not known
   * @param unit what is counted
   */
  public record Progress(long done, OptionalLong total, String unit) {}

  static JobState of(JobRow row, Instant now) {
    JobStatus status = JobStatus.of(row, now);
    boolean running = status == JobStatus.RUNNING || status == JobStatus.STOPPING;
    return new JobState(
        row.key().kind(),
        row.key().subject(),
        status,
        time(row.due()),
        running ? row.owner() : Optional.empty(),
        row.attempts(),
        row.requestedBy(),
        progress(row),
        time(row.startedAt()),
        time(row.endedAt()),
        row.outcome().map(JobOutcome::valueOf),
        row.message());
  }

  private static Optional<Progress> progress(JobRow row) {
    if (row.effort().unit().isEmpty()) {
      return Optional.empty();
    }
    OptionalLong total = row.effort().total().map(OptionalLong::of).orElseGet(OptionalLong::empty);
    return Optional.of(new Progress(row.effort().done(), total, row.effort().unit()));
  }

  private static Optional<Instant> time(Optional<Long> millis) {
    return millis.map(Instant::ofEpochMilli);
  }
}
