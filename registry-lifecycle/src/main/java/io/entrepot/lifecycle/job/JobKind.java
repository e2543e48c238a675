package io.entrepot.lifecycle.job;

import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * Jobs of one kind. One with a schedule has one job, without a subject, that runs by itself and
 * when it is asked for; one without has a job for each subject that somebody asked for.
 *
 * @param name such as {@code clear-deleted}: a letter, then letters, digits and hyphens
 * @param worthwhile asked before it runs by itself; no: nothing is written, and it is asked again
 *     at its next time. Quick: other kinds wait for the answer
 * @param subjects which subjects it may have, of one without a schedule
 * @param work what it does
 */
public record JobKind(
    String name,
    Optional<Schedule> schedule,
    BooleanSupplier worthwhile,
    Predicate<String> subjects,
    JobWork work) {
  private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9-]{0,31}");

  public JobKind {
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException("no name of a kind of jobs: " + name);
    }
  }

  /** One whose jobs may be about anything. */
  public JobKind(
      String name, Optional<Schedule> schedule, BooleanSupplier worthwhile, JobWork work) {
    this(name, schedule, worthwhile, any -> true, work);
  }

  /** One that runs by itself, whenever its time has come. */
  public static JobKind scheduled(String name, Schedule schedule, JobWork work) {
    return new JobKind(name, Optional.of(schedule), () -> true, work);
  }

  /** One that runs only for what somebody asked for. */
  public static JobKind requested(String name, JobWork work) {
    return requested(name, any -> true, work);
  }

  /** The same with subjects of one form. */
  public static JobKind requested(String name, Predicate<String> subjects, JobWork work) {
    return new JobKind(name, Optional.empty(), () -> true, subjects, work);
  }
}
