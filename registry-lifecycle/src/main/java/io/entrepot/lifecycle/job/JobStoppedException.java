package io.entrepot.lifecycle.job;

/** A job is to end before it is done. No fault. */
public final class JobStoppedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  JobStoppedException(String why) {
    super(why, null, false, false);
  }
}
