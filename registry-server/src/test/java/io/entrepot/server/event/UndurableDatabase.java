package io.entrepot.server.event;

import io.entrepot.storage.metadata.Database;
import io.entrepot.storage.metadata.DatabaseFigures;
import io.entrepot.storage.metadata.QueryWork;
import io.entrepot.storage.metadata.TransactionWork;

/** A database whose process ends: what is written from some moment on never becomes durable. */
final class UndurableDatabase implements Database {
  private final Database database;
  private volatile boolean crashed;

  UndurableDatabase(Database database) {
    this.database = database;
  }

  void crash() {
    crashed = true;
  }

  @Override
  public <T> T read(QueryWork<T> work) {
    return database.read(work);
  }

  @Override
  public <T> T write(TransactionWork<T> work) {
    if (crashed) {
      throw new IllegalStateException("the process is gone");
    }
    return database.write(work);
  }

  @Override
  public boolean hasStopped() {
    return crashed;
  }

  @Override
  public DatabaseFigures figures() {
    return database.figures();
  }

  @Override
  public void close() {}
}
