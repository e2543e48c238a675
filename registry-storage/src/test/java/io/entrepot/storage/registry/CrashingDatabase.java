package io.entrepot.storage.registry;

import io.entrepot.storage.failure.StorageFailure;
import io.entrepot.storage.metadata.Database;
import io.entrepot.storage.metadata.DatabaseFigures;
import io.entrepot.storage.metadata.QueryWork;
import io.entrepot.storage.metadata.TransactionWork;

/** A database whose process ends, or that loses its disk, at the next write. */
final class CrashingDatabase implements Database {

  /** When it happens. */
  enum Crash {
    NEVER,
    /** The transaction never comes. */
    BEFORE_COMMIT,
    /**
     * All that anybody is told is that writing has stopped, and readers see the rows as they were;
     * whoever opens the database next finds that the commit was durable.
     */
    UNKNOWN
  }

  /** The process is gone; nobody handles this. */
  static final class Crashed extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  private final Database database;
  private volatile Crash crash = Crash.NEVER;
  private volatile boolean stopped;
  private volatile Runnable unknown = () -> {};

  CrashingDatabase(Database database) {
    this.database = database;
  }

  void crash(Crash when) {
    crash = when;
  }

  @Override
  public <T> T read(QueryWork<T> work) {
    return database.read(work);
  }

  @Override
  public <T> T write(TransactionWork<T> work) {
    if (stopped) {
      throw new StorageFailure.WritesStopped().exception();
    }
    if (crash == Crash.BEFORE_COMMIT) {
      throw new Crashed();
    }
    if (crash == Crash.UNKNOWN) {
      unknown = () -> database.write(work);
      stopped = true;
      throw new StorageFailure.WritesStopped().exception();
    }
    return database.write(work);
  }

  @Override
  public boolean hasStopped() {
    return stopped;
  }

  @Override
  public DatabaseFigures figures() {
    return database.figures();
  }

  @Override
  public void close() {
    unknown.run();
    database.close();
  }
}
