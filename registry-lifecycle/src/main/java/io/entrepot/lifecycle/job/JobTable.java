package io.entrepot.lifecycle.job;

import io.entrepot.storage.metadata.Database;
import io.entrepot.storage.metadata.JobEffort;
import io.entrepot.storage.metadata.JobKey;
import io.entrepot.storage.metadata.JobRow;
import io.entrepot.storage.metadata.JobRows;
import io.entrepot.storage.metadata.Sql;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The jobs as rows, which all processes share. Any thread; methods may block. */
final class JobTable {
  /** Rows that one transaction removes at most. */
  static final int SWEEP = 500;

  private final Database database;
  private final Map<String, JobKind> kinds;
  private final Endings endings;
  private final InstantSource clock;

  /** What became of a lease. */
  record Renewal(Run run, JobEffort effort, boolean owned, boolean cancelled) {}

  JobTable(Database database, Map<String, JobKind> kinds, Endings endings, InstantSource clock) {
    this.database = database;
    this.kinds = kinds;
    this.endings = endings;
    this.clock = clock;
  }

  /** Works of writing that the database has done, whosever they were. */
  long writes() {
    return database.figures().writes();
  }

  /** Takes all jobs from their owners, who have to be dead. */
  int releaseAll() {
    return database.write(transaction -> JobRows.releaseAll(transaction.sql()));
  }

  /** Has each kind with a schedule run at its next time at the latest. */
  void plan() {
    Instant now = clock.instant();
    List<JobKind> late =
        database.read(sql ->
            kinds.values().stream()
                .filter(kind -> kind.schedule().isPresent() && !isPlanned(sql, kind, now))
                .toList());
    if (!late.isEmpty()) {
      database.write(transaction -> {
        late.forEach(kind -> plan(transaction.sql(), kind, now));
        return late;
      });
    }
  }

  private static JobKey keyOf(JobKind kind) {
    return new JobKey(kind.name(), "");
  }

  private static long latest(JobKind kind, Instant now) {
    return kind.schedule().orElseThrow().latest(now).toEpochMilli();
  }

  private static boolean isPlanned(Sql sql, JobKind kind, Instant now) {
    return JobRows.find(sql, keyOf(kind))
        .map(
            row -> row.owner().isPresent() || row.due().orElse(Long.MAX_VALUE) <= latest(kind, now))
        .orElse(false);
  }

  private void plan(Sql sql, JobKind kind, Instant now) {
    long due = endings.next(kind, now).orElseThrow();
    JobRows.plan(sql, keyOf(kind), due);
    JobRows.bringForward(sql, keyOf(kind), latest(kind, now), due);
  }

  List<JobRow> due(JobKind kind, int limit) {
    return database.read(
        sql -> JobRows.due(sql, kind.name(), clock.instant().toEpochMilli(), limit));
  }

  /** Makes this the owner of a job; empty when another one was sooner. */
  Optional<JobRow> claim(JobKey key, String owner) {
    return database.write(transaction -> {
      Instant now = clock.instant();
      boolean won =
          JobRows.claim(
              transaction.sql(),
              key,
              owner,
              now.toEpochMilli(),
              now.plus(Jobs.LEASE).toEpochMilli());
      return won ? JobRows.find(transaction.sql(), key) : Optional.empty();
    });
  }

  /** Renews the leases of all of these, and notes how far they have come. */
  List<Renewal> renew(Collection<Run> runs) {
    List<Run> all = List.copyOf(runs);
    List<JobEffort> efforts = all.stream().map(Run::effort).toList();
    return database.write(transaction -> {
      long until = clock.instant().plus(Jobs.LEASE).toEpochMilli();
      List<Renewal> renewals = new ArrayList<>();
      for (int i = 0; i < all.size(); i++) {
        renewals.add(renew(transaction.sql(), all.get(i), efforts.get(i), until));
      }
      return renewals;
    });
  }

  private static Renewal renew(Sql sql, Run run, JobEffort effort, long until) {
    boolean owned = JobRows.renew(sql, run.key(), run.owner(), until, effort);
    boolean cancelled = owned && JobRows.find(sql, run.key()).map(JobRow::cancelled).orElse(false);
    return new Renewal(run, effort, owned, cancelled);
  }

  /** Notes an end; whether the job was still this run's. */
  boolean end(Run run, JobOutcome outcome, String message) {
    Instant now = clock.instant();
    return database.write(transaction -> {
      Sql sql = transaction.sql();
      // What failed after it was cancelled is not tried again.
      return JobRows.end(
              sql,
              run.key(),
              run.owner(),
              outcome != JobOutcome.FAILED,
              endings.of(run, outcome, message, now))
          || JobRows.end(
              sql,
              run.key(),
              run.owner(),
              true,
              endings.of(run, JobOutcome.CANCELLED, message, now));
    });
  }

  /** Gives a job back for somebody else to go on with; whether it was still this run's. */
  boolean giveBack(Run run) {
    Instant now = clock.instant();
    return database.write(transaction -> {
      Sql sql = transaction.sql();
      return JobRows.giveBack(sql, run.key(), run.owner(), run.effort())
          || JobRows.end(
              sql,
              run.key(),
              run.owner(),
              true,
              endings.of(run, JobOutcome.CANCELLED, "cancelled", now));
    });
  }

  void request(JobKey key, String by) {
    database.write(transaction -> {
      Sql sql = transaction.sql();
      long now = clock.instant().toEpochMilli();
      // With several processes it may begin or end between the two statements.
      for (int tries = 0; tries < 3; tries++) {
        if (JobRows.again(sql, key, by, now) || JobRows.request(sql, key, by, now)) {
          return key;
        }
      }
      throw new IllegalStateException(key.kind() + " begins and ends too fast to be asked for");
    });
  }

  /** Tells whoever works on a job to stop, or calls off what waits; whether there was either. */
  boolean cancel(JobKey key) {
    return database.write(transaction -> {
      Sql sql = transaction.sql();
      Instant now = clock.instant();
      Optional<JobRow> row = JobRows.find(sql, key);
      return row.isPresent()
          && (JobRows.stop(sql, key, now.toEpochMilli())
              || JobRows.putOff(
                  sql,
                  key,
                  now.toEpochMilli(),
                  endings.calledOff(Optional.ofNullable(kinds.get(key.kind())), row.get(), now)));
    });
  }

  Optional<JobRow> find(JobKey key) {
    return database.read(sql -> JobRows.find(sql, key));
  }

  List<JobState> list(boolean ofOneKind, JobKey from, int limit) {
    return database.read(sql -> {
      Instant now = clock.instant();
      List<JobRow> rows =
          ofOneKind ? JobRows.pageOfKind(sql, from, limit) : JobRows.page(sql, from, limit);
      return rows.stream().map(row -> JobState.of(row, now)).toList();
    });
  }

  int failed(int limit) {
    return database.read(sql -> JobRows.count(sql, JobOutcome.FAILED.name(), limit));
  }

  /** Forgets jobs that ended long ago and have no next time, a bounded number; how many. */
  int forget() {
    long before = clock.instant().minus(Jobs.KEPT).toEpochMilli();
    List<JobKey> old = database.read(sql -> JobRows.forgettable(sql, before, SWEEP));
    if (!old.isEmpty()) {
      database.write(transaction -> {
        old.forEach(key -> JobRows.forget(transaction.sql(), key));
        return old;
      });
    }
    return old.size();
  }
}
