package io.entrepot.lifecycle.job;

import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Supplier;

/**
 * One start of a job, as its work sees it. Any thread; no method blocks but {@link #request},
 * {@link #rest} and {@link #step}.
 */
public interface JobRun {
  /** What it is about; empty for a kind with a schedule. */
  String subject();

  /** Who asked for it; empty when it runs by itself. */
  String requestedBy();

  /** The last that an earlier start told to {@link #checkpoint(String)} and did not end with. */
  Optional<String> checkpoint();

  /**
   * Notes from where it can go on. Written at most once a second, so a crash may cost the last
   * ones.
   *
   * @param state at most {@link Jobs#MAX_CHECKPOINT} characters
   */
  void checkpoint(String state);

  /**
   * Notes how far it has come, for people; written at most once a second.
   *
   * @param unit what is counted, such as {@code images}
   */
  void progress(long done, OptionalLong total, String unit);

  /**
   * To be called between two pieces of work, seconds apart at most.
   *
   * @throws JobStoppedException when it was cancelled, the server stops, or the lease is lost, so
   *     that somebody else may be at it already
   */
  void requireGoing();

  /**
   * Leaves the disk and the writing thread to others between two steps, the longer the more others
   * write.
   *
   * @param nanos how long the last step took, in nanoseconds
   */
  void rest(long nanos);

  /**
   * Does one of many steps, and rests.
   *
   * @param work takes some milliseconds, and writes once at most
   * @throws JobStoppedException instead of doing it, as {@link #requireGoing} does
   */
  default <T> T step(Supplier<T> work) {
    requireGoing();
    long start = System.nanoTime();
    T result = work.get();
    rest(System.nanoTime() - start);
    return result;
  }

  /** Has another job run soon, for whom this one runs; like {@link Jobs#request}. */
  void request(String kind, String subject);
}
