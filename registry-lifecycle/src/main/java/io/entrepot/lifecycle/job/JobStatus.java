package io.entrepot.lifecycle.job;

import io.entrepot.storage.metadata.JobRow;
import java.time.Instant;

/** How a job stands. */
public enum JobStatus {
  /** Somebody works on it. */
  RUNNING,
  /** Somebody works on it and was told to stop. */
  STOPPING,
  /** Its time will come. */
  WAITING,
  /** It failed, or its worker died, and it is tried again. */
  RETRYING,
  /** Nothing is planned. */
  ENDED;

  static JobStatus of(JobRow row, Instant now) {
    if (row.owner().isPresent() && row.leaseUntil().orElse(0L) >= now.toEpochMilli()) {
      return row.cancelled() ? STOPPING : RUNNING;
    }
    if (row.due().isEmpty()) {
      return ENDED;
    }
    return row.attempts() > 0 ? RETRYING : WAITING;
  }
}
