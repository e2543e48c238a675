package io.entrepot.storage.metadata;

import java.util.Optional;

/**
 * How far a job has come.
 *
 * @param checkpoint from where it can go on
 * @param done so many of what it counts
 * @param total of how many, as far as that is known
 * @param unit what is counted; empty while nothing is
 */
public record JobEffort(Optional<String> checkpoint, long done, Optional<Long> total, String unit) {
  /** Of a job that has not begun. */
  public static final JobEffort NONE = new JobEffort(Optional.empty(), 0, Optional.empty(), "");

  public JobEffort withCheckpoint(String state) {
    return new JobEffort(Optional.of(state), done, total, unit);
  }

  public JobEffort withoutCheckpoint() {
    return new JobEffort(Optional.empty(), done, total, unit);
  }
}
