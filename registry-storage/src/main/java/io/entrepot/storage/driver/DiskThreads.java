package io.entrepot.storage.driver;

import java.io.IOException;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * The bounded pools of platform threads that all disk calls run on: a virtual thread that blocks in
 * a disk call would hold its carrier, of which there are as few as cores. Nothing interrupts these
 * threads, since that would close the file they work on.
 */
public final class DiskThreads implements AutoCloseable {
  private static final int BACKGROUND_THREADS = 2;
  private static final int BACKGROUND_QUEUED = 64;

  /** A disk call. */
  @FunctionalInterface
  public interface Task<T> {
    T run() throws IOException;
  }

  private final ThreadPoolExecutor threads;
  private final ThreadPoolExecutor background;
  private final Semaphore places;

  /**
   * Starts the threads.
   *
   * @param threads how many disk calls run at a time
   * @param queued how many more may wait for their turn before callers have to wait to queue
   */
  public DiskThreads(int threads, int queued) {
    this.threads =
        new ThreadPoolExecutor(
            threads,
            threads,
            0,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(),
            task -> new DiskThread(task, "disk"));
    this.background =
        new ThreadPoolExecutor(
            BACKGROUND_THREADS,
            BACKGROUND_THREADS,
            0,
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(BACKGROUND_QUEUED),
            task -> new DiskThread(task, "disk-background"));
    this.places = new Semaphore(threads + queued);
  }

  /**
   * Runs a disk call on a thread of the pool, and returns when it has ended, even when the caller
   * is interrupted meanwhile (its buffers are in use). On a thread of the pool it runs at once.
   *
   * @throws IOException what the call threw; unchecked ones come through as well
   */
  public <T> T call(Task<T> task) throws IOException {
    if (Thread.currentThread() instanceof DiskThread) {
      return task.run();
    }
    places.acquireUninterruptibly();
    try {
      FutureTask<T> future = new FutureTask<>(callable(task));
      threads.execute(future);
      return await(future);
    } finally {
      places.release();
    }
  }

  /**
   * Runs something that need not be, such as starting a write-back early.
   *
   * @return whether it was accepted; not when many wait already
   */
  public boolean tryInBackground(Runnable task) {
    try {
      background.execute(task);
      return true;
    } catch (RejectedExecutionException e) {
      return false;
    }
  }

  private static <T> Callable<T> callable(Task<T> task) {
    return task::run;
  }

  private static <T> T await(FutureTask<T> future) throws IOException {
    boolean interrupted = false;
    try {
      while (true) {
        try {
          return future.get();
        } catch (InterruptedException e) {
          interrupted = true;
        } catch (ExecutionException e) {
          throw unwrapped(e);
        }
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private static IOException unwrapped(ExecutionException e) {
    return switch (e.getCause()) {
      case IOException failure -> failure;
      case RuntimeException failure -> throw failure;
      case Error failure -> throw failure;
      case null, default -> new IOException(e);
    };
  }

  /** Ends the threads after the calls that were accepted. Later calls are refused. */
  @Override
  public void close() {
    threads.close();
    background.close();
  }

  private static final class DiskThread extends Thread {
    DiskThread(Runnable task, String name) {
      super(task, name);
      setDaemon(true);
    }
  }
}
