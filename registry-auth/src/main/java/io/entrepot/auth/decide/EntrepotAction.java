package io.entrepot.auth.decide;

/**
 * Actions on what AWS has no service for: the events of this server and who is told of them, and
 * its jobs in the background, and what becomes of images with time.
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
  COLLECT_GARBAGE("entrepot:CollectGarbage"),
  GET_SCRUB_STATUS("entrepot:GetScrubStatus"),
  SCRUB_BLOBS("entrepot:ScrubBlobs"),
  PIN_IMAGE("entrepot:PinImage"),
  UNPIN_IMAGE("entrepot:UnpinImage"),
  LIST_PINNED_IMAGES("entrepot:ListPinnedImages"),
  LIST_EXPIRED_IMAGES("entrepot:ListExpiredImages"),
  RESTORE_IMAGE("entrepot:RestoreImage"),
  DELETE_EXPIRED_IMAGE("entrepot:DeleteExpiredImage"),
  START_LIFECYCLE_RUN("entrepot:StartLifecycleRun"),
  LIST_LIFECYCLE_RUNS("entrepot:ListLifecycleRuns"),
  GET_LIFECYCLE_RUN("entrepot:GetLifecycleRun"),
  LIST_LIFECYCLE_RUN_IMAGES("entrepot:ListLifecycleRunImages"),
  LIST_LIFECYCLE_PREVIEW_IMAGES("entrepot:ListLifecyclePreviewImages"),
  GET_DEFAULT_LIFECYCLE_POLICY("entrepot:GetDefaultLifecyclePolicy"),
  PUT_DEFAULT_LIFECYCLE_POLICY("entrepot:PutDefaultLifecyclePolicy"),
  DELETE_DEFAULT_LIFECYCLE_POLICY("entrepot:DeleteDefaultLifecyclePolicy");

  private final String iamName;

  EntrepotAction(String iamName) {
    this.iamName = iamName;
  }

  @Override
  public String iamName() {
    return iamName;
  }
}
