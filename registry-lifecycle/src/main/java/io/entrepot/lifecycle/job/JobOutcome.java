package io.entrepot.lifecycle.job;

/** How a start of a job ended. */
public enum JobOutcome {
  SUCCEEDED,
  FAILED,
  CANCELLED
}
