package io.entrepot.lifecycle.job;

/** Why a job is to end before it is done. */
enum Stop {
  LEASE_LOST("its lease could not be renewed in time"),
  CANCELLED("it was cancelled"),
  CLOSING("the server stops");

  private final String why;

  Stop(String why) {
    this.why = why;
  }

  JobStoppedException exception() {
    return new JobStoppedException(why, this == CANCELLED);
  }
}
