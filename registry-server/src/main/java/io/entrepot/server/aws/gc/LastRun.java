package io.entrepot.server.aws.gc;

import io.entrepot.lifecycle.job.JobState;
import io.entrepot.lifecycle.job.Jobs;
import io.entrepot.server.aws.Tree.Members;
import java.util.Optional;

/** How the job of a kind stands and how it last ended, as members of an answer. */
final class LastRun {
  private LastRun() {}

  /** These members and those of the job, where there is one. */
  static Members of(Jobs jobs, String kind, Members shape) {
    return jobs.find(kind, "").map(job -> with(shape, job)).orElse(shape);
  }

  private static Members with(Members shape, JobState state) {
    Members with = shape.and("State", state.status().name());
    if (state.endedAt().isPresent()) {
      with = with.and("LastEnded", state.endedAt().get());
    }
    return with.and("LastOutcome", state.outcome().map(Enum::name))
        .and("LastMessage", Optional.of(state.message()).filter(text -> !text.isEmpty()));
  }
}
