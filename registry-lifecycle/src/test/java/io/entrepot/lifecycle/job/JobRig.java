package io.entrepot.lifecycle.job;

import io.entrepot.storage.metadata.SqliteDatabase;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;

/** A database, and processes on it that share a clock which is moved by hand. */
final class JobRig implements AutoCloseable {
  static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

  private final Path file;
  private final AtomicLong passed = new AtomicLong();
  private SqliteDatabase database;
  private int processes;

  JobRig(Path directory) {
    file = directory.resolve("metadata.db");
    database = SqliteDatabase.open(file, 2);
  }

  SqliteDatabase database() {
    return database;
  }

  Instant now() {
    return START.plusMillis(passed.get());
  }

  void pass(Duration time) {
    passed.addAndGet(time.toMillis());
  }

  /** A process that looks and renews when it is told to. */
  Jobs process(JobKind... kinds) {
    Jobs jobs = unprepared(kinds);
    jobs.prepare(false);
    return jobs;
  }

  /** The process after one that is dead, which has the database alone. */
  Jobs successor(JobKind... kinds) {
    Jobs jobs = unprepared(kinds);
    jobs.prepare(true);
    return jobs;
  }

  private Jobs unprepared(JobKind... kinds) {
    processes++;
    return new Jobs(
        database,
        List.of(kinds),
        "process-" + processes,
        new Random(processes),
        this::now,
        () -> Duration.ofMillis(passed.get()).toNanos());
  }

  @Override
  public void close() {
    database.close();
  }
}
