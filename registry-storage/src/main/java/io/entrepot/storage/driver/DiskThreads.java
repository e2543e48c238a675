package io.entrepot.storage.driver;

import java.io.IOException;

/**
 * The bounded pool of platform threads that all disk calls run on: a virtual thread that blocks in
 * a disk call would hold its carrier, of which there are as few as cores.
 */
@SuppressWarnings("DoNotCallSuggester")
public final class DiskThreads implements AutoCloseable {

  /** A disk call. */
  @FunctionalInterface
  public interface Task<T> {
    T run() throws IOException;
  }

  /**
   * Starts the threads.
   *
   * @param threads how many disk calls run at a time
   * @param queued how many more may wait for their turn before callers have to wait to queue
   */
  public DiskThreads(int threads, int queued) {}

  /**
   * Runs a disk call on a thread of the pool, and returns when it has ended, even when the caller
   * is interrupted meanwhile (its buffers are in use). On a thread of the pool it runs at once.
   *
   * @throws IOException what the call threw; unchecked ones come through as well
   */
  public <T> T call(Task<T> task) throws IOException {
    throw new UnsupportedOperationException();
  }

  /** Ends the threads after the calls that were accepted. Later calls are refused. */
  @Override
  public void close() {}
}
