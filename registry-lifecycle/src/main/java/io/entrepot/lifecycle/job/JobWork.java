package io.entrepot.lifecycle.job;

/** What jobs of a kind do. Called on a thread of its own, which it may block. */
@FunctionalInterface
public interface JobWork {
  /**
   * Does it; begins from {@link JobRun#checkpoint()} when there is one. It may have been begun
   * before and cut off anywhere, so what it does twice has to come to the same.
   *
   * @return one sentence of what it did
   * @throws Exception whatever went wrong, which is recorded; it is tried again later
   * @throws JobStoppedException from {@link JobRun#requireGoing()}, to be let through
   */
  String run(JobRun run) throws Exception;
}
