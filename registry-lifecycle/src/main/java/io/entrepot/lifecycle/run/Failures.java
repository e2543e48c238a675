package io.entrepot.lifecycle.run;

import io.entrepot.lifecycle.job.JobStoppedException;
import io.entrepot.lifecycle.rule.LifecyclePolicyException;
import io.entrepot.storage.failure.StorageException;
import io.entrepot.storage.registry.LifecycleRuns;

/** Why a run or a preview broke off, as its record says it. */
final class Failures {
  private Failures() {}

  /**
   * A sentence without its full stop.
   *
   * @param kind that of the job, which says more of what nobody foresaw
   */
  static String sentence(Throwable failure, String kind) {
    return switch (failure) {
      case JobStoppedException stopped when stopped.isCancelled() -> "it was cancelled";
      case JobStoppedException _ -> LifecycleRuns.CUT_OFF;
      case StorageException storage -> storage.failure().message();
      case LifecyclePolicyException policy ->
          "the text that is stored is no policy: " + policy.getMessage();
      default -> "it broke off; the job " + kind + " says why";
    };
  }

  /** Does what a failure asks for; when that fails too, the first failure is the one to tell of. */
  static void noted(Throwable failure, Runnable note) {
    try {
      note.run();
    } catch (RuntimeException second) {
      failure.addSuppressed(second);
    }
  }
}
