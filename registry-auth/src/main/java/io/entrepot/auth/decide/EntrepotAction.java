package io.entrepot.auth.decide;

/**
 * Actions on what AWS has no service for: the events of this server and who is told of them, and
 * its jobs in the background.
 */
public enum EntrepotAction implements Action {
  LIST_EVENT_SINKS("entrepot:ListEventSinks"),
  LIST_UNDELIVERED_EVENTS("entrepot:ListUndeliveredEvents"),
  RESEND_EVENTS("entrepot:ResendEvents"),
  TEST_EVENT_SINK("entrepot:TestEventSink"),
  LIST_JOBS("entrepot:ListJobs"),
  RUN_JOB("entrepot:RunJob"),
  CANCEL_JOB("entrepot:CancelJob"),
  GET_GARBAGE_STATUS("entrepot:GetGarbageStatus"),
  LIST_GARBAGE("entrepot:ListGarbage"),
  COLLECT_GARBAGE("entrepot:CollectGarbage");

  private final String iamName;

  EntrepotAction(String iamName) {
    this.iamName = iamName;
  }

  @Override
  public String iamName() {
    return iamName;
  }
}
