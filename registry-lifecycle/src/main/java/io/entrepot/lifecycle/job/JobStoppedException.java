package io.entrepot.lifecycle.job;

/** A job is to end before it is done. No fault. */
public final class JobStoppedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final boolean cancelled;

  JobStoppedException(String why, boolean cancelled) {
    super(why, null, false, false);
    this.cancelled = cancelled;
  }

  /** Whether somebody called it off; otherwise it is begun again, here or elsewhere. */
  public boolean isCancelled() {
    return cancelled;
  }
}
