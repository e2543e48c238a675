package io.entrepot.lifecycle.job;

import static org.awaitility.Awaitility.await;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;

/** Work that goes on, looking whether it may, until it is let go. */
final class GatedWork implements JobWork {
  private final Semaphore gate = new Semaphore(0);
  private final ConcurrentLinkedQueue<JobRun> begun = new ConcurrentLinkedQueue<>();
  private final ConcurrentLinkedQueue<String> stopped = new ConcurrentLinkedQueue<>();
  private final AtomicInteger done = new AtomicInteger();

  @Override
  public String run(JobRun run) throws InterruptedException {
    begun.add(run);
    try {
      while (!gate.tryAcquire(1, java.util.concurrent.TimeUnit.MILLISECONDS)) {
        run.requireGoing();
      }
    } catch (JobStoppedException e) {
      stopped.add(String.valueOf(e.getMessage()));
      throw e;
    }
    done.incrementAndGet();
    return "let go";
  }

  /** Lets so many of them end well. */
  void letGo(int count) {
    gate.release(count);
  }

  /** Waits until so many have begun; all of those. */
  List<JobRun> awaitBegun(int count) {
    await().until(() -> begun.size() >= count);
    return new ArrayList<>(begun);
  }

  List<String> awaitStopped(int count) {
    await().until(() -> stopped.size() >= count);
    return new ArrayList<>(stopped);
  }

  int begun() {
    return begun.size();
  }

  int done() {
    return done.get();
  }
}
