package io.entrepot.lifecycle.job;

import java.util.Optional;
import java.util.OptionalLong;

/** One start of a job, as its work sees it. Any thread; no method blocks but {@link #request}. */
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

  /** Has another job run soon, for whom this one runs; like {@link Jobs#request}. */
  void request(String kind, String subject);
}
