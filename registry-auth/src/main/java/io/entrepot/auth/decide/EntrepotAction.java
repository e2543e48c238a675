package io.entrepot.auth.decide;

/** Actions on what AWS has no service for: the events of this server and who is told of them. */
public enum EntrepotAction implements Action {
  LIST_EVENT_SINKS("entrepot:ListEventSinks"),
  LIST_UNDELIVERED_EVENTS("entrepot:ListUndeliveredEvents"),
  RESEND_EVENTS("entrepot:ResendEvents"),
  TEST_EVENT_SINK("entrepot:TestEventSink");

  private final String iamName;

  EntrepotAction(String iamName) {
    this.iamName = iamName;
  }

  @Override
  public String iamName() {
    return iamName;
  }
}
