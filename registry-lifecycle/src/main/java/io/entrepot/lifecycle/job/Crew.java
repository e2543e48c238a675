package io.entrepot.lifecycle.job;

import io.entrepot.storage.metadata.JobKey;
import io.entrepot.storage.metadata.JobRow;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The jobs that this process works on, each on a thread of its own, few of a kind at a time: so no
 * kind keeps another one waiting, whatever is asked of it.
 */
final class Crew {
  private static final Logger LOG = LoggerFactory.getLogger(Crew.class);

  private final String name;
  private final JobTable table;
  private final Collection<JobKind> kinds;
  private final Occasions occasions;
  private final Jobs.Requests requests;
  private final LongSupplier nanos;
  private final Map<JobKey, Run> runs = new ConcurrentHashMap<>();
  private final AtomicLong starts = new AtomicLong();
  private final Traffic traffic;

  /** Held between a claim and the run's being known here, and for cancelling one. */
  private final Object claiming = new Object();

  private volatile boolean closing;

  /** Called when there may be something to start. */
  private volatile Runnable woken = () -> {};

  /**
   * Nobody, as yet.
   *
   * @param name of no other process
   * @param nanos like {@link System#nanoTime}
   */
  Crew(
      String name,
      JobTable table,
      Collection<JobKind> kinds,
      Occasions occasions,
      Jobs.Requests requests,
      LongSupplier nanos) {
    this.name = name;
    this.table = table;
    this.kinds = kinds;
    this.occasions = occasions;
    this.requests = requests;
    this.nanos = nanos;
    this.traffic = new Traffic(table::writes);
  }

  void onEnd(Runnable listener) {
    woken = listener;
  }

  /** Starts what is due. Called by one thread. */
  void look() {
    for (JobKind kind : kinds) {
      int room = Jobs.AT_ONCE - (int) running(kind);
      if (room > 0 && !closing) {
        look(kind, room);
      }
    }
  }

  private long running(JobKind kind) {
    return runs.keySet().stream().filter(key -> key.kind().equals(kind.name())).count();
  }

  private void look(JobKind kind, int most) {
    int room = most;
    // Some may be those whose lease has ended while they are still at work here.
    List<JobRow> due = table.due(kind, Jobs.AT_ONCE + most);
    for (JobRow row : due) {
      if (room > 0 && !runs.containsKey(row.key()) && occasions.isWanted(kind, row)) {
        room -= start(kind, row.key()) ? 1 : 0;
      }
    }
  }

  private boolean start(JobKind kind, JobKey key) {
    String owner = name + "/" + starts.incrementAndGet();
    synchronized (claiming) {
      long asked = nanos.getAsLong();
      Optional<JobRow> row = closing ? Optional.empty() : table.claim(key, owner);
      if (row.isEmpty()) {
        return false;
      }
      Run run =
          new Run(
              kind,
              row.get(),
              owner,
              (wanted, subject) -> requests.request(wanted, subject, row.get().requestedBy()),
              nanos,
              new Rest(traffic, nanos),
              asked);
      runs.put(key, run);
      begin(run);
      return true;
    }
  }

  /** An Error of the start, such as no more threads, leaves the job to be tried again. */
  private void begin(Run run) {
    try {
      Thread.ofPlatform().daemon().name("job-" + run.kind().name()).start(() -> work(run));
    } catch (Throwable e) {
      runs.remove(run.key());
      table.end(run, JobOutcome.FAILED, Sentence.of(e));
      throw e;
    }
  }

  /** Nothing that goes wrong here ends more than this run. */
  private void work(Run run) {
    try {
      conclude(run);
    } catch (Throwable e) {
      LOG.error("the end of job {} could not be noted; it is run again", name(run), e);
    } finally {
      runs.remove(run.key());
      run.ended();
      woken.run();
    }
  }

  private void conclude(Run run) {
    if (run.row().cancelled()) {
      end(run, JobOutcome.CANCELLED, "cancelled");
    } else if (run.row().attempts() > Retries.MAX_ATTEMPTS) {
      String message = "its worker died in the midst of it, " + Retries.MAX_ATTEMPTS + " times";
      LOG.error("job {} is given up: {}", name(run), message);
      end(run, JobOutcome.FAILED, message);
    } else {
      run(run);
    }
  }

  private void run(Run run) {
    String said;
    try {
      said = run.kind().work().run(run);
    } catch (Throwable e) {
      failed(run, e);
      return;
    }
    LOG.debug("job {} ended: {}", name(run), said);
    end(run, JobOutcome.SUCCEEDED, said);
  }

  private void failed(Run run, Throwable failure) {
    Optional<Stop> stop = run.stop();
    if (stop.isEmpty()) {
      LOG.warn("job {} failed", name(run), failure);
      end(run, JobOutcome.FAILED, Sentence.of(failure));
      return;
    }
    if (!(failure instanceof JobStoppedException)) {
      LOG.warn("job {} failed when it was to stop", name(run), failure);
    }
    switch (stop.get()) {
      case CANCELLED -> {
        LOG.info("job {} was cancelled", name(run));
        end(run, JobOutcome.CANCELLED, "cancelled");
      }
      case CLOSING -> noteLoss(run, table.giveBack(run));
      case LEASE_LOST -> {
        LOG.warn("job {} has lost its lease and stops", name(run));
        table.giveBack(run);
      }
    }
  }

  private void end(Run run, JobOutcome outcome, String message) {
    noteLoss(run, table.end(run, outcome, Sentence.of(message)));
  }

  private static void noteLoss(Run run, boolean owned) {
    if (!owned) {
      LOG.warn("job {} ended after it had lost its lease; another worker runs it", name(run));
    }
  }

  private static String name(Run run) {
    return run.subject().isEmpty() ? run.kind().name() : run.kind().name() + " " + run.subject();
  }

  /** Renews leases and writes progress, where it is time for that. Called by one thread. */
  void renew() {
    List<Run> some = runs.values().stream().filter(Run::isToWrite).toList();
    if (some.isEmpty()) {
      return;
    }
    long asked = nanos.getAsLong();
    traffic.own();
    for (JobTable.Renewal renewal : table.renew(some)) {
      Run run = renewal.run();
      if (renewal.owned()) {
        run.renewed(asked);
        run.written(renewal.effort());
      } else {
        run.lose();
      }
      if (renewal.cancelled()) {
        run.cancel();
      }
    }
  }

  boolean cancel(JobKey key) {
    synchronized (claiming) {
      boolean there = table.cancel(key);
      Optional.ofNullable(runs.get(key)).filter(run -> there).ifPresent(Run::cancel);
      return there;
    }
  }

  int running() {
    return runs.size();
  }

  /**
   * Has all runs stop, and waits for them.
   *
   * @param patience for all together; what has not ended then keeps its lease, for it may still be
   *     at work
   */
  void close(Duration patience) {
    synchronized (claiming) {
      closing = true;
    }
    runs.values().forEach(Run::closing);
    long deadline = System.nanoTime() + patience.toNanos();
    try {
      for (Run run : runs.values()) {
        if (!run.awaitEnd(Duration.ofNanos(deadline - System.nanoTime()))) {
          LOG.warn("job {} did not stop in time", name(run));
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
