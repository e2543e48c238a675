package io.entrepot.lifecycle.job;

import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.regex.Pattern;

/**
 * Jobs of one kind. One with a schedule has one job, without a subject, that runs by itself and
 * when it is asked for; one without has a job for each subject that somebody asked for.
 *
 * @param name such as {@code clear-deleted}: a letter, then letters, digits and hyphens
 * @param worthwhile asked before it runs by itself; no: nothing is written, and it is asked again
 *     at its next time. Quick: other kinds wait for the answer
 * @param work what it does
 */
public record JobKind(
    String name, Optional<Schedule> schedule, BooleanSupplier worthwhile, JobWork work) {
  private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9-]{0,31}");

  public JobKind {
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException("no name of a kind of jobs: " + name);
    }
  }

  /** One that runs by itself, whenever its time has come. */
  public static JobKind scheduled(String name, Schedule schedule, JobWork work) {
    return new JobKind(name, Optional.of(schedule), () -> true, work);
  }

  /** One that runs only for what somebody asked for. */
  public static JobKind requested(String name, JobWork work) {
    return new JobKind(name, Optional.empty(), () -> true, work);
  }
}
