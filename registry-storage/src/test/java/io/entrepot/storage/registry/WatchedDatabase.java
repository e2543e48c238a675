package io.entrepot.storage.registry;

import io.entrepot.storage.metadata.Database;
import io.entrepot.storage.metadata.DatabaseFigures;
import io.entrepot.storage.metadata.QueryWork;
import io.entrepot.storage.metadata.TransactionWork;

/**
 * A database in front of another, for tests that let something happen at a certain moment.
 *
 * @param beforeWrite may throw, which is then how the write ends
 */
record WatchedDatabase(Database database, Runnable beforeWrite, Runnable afterRead)
    implements Database {
  @Override
  public <T> T read(QueryWork<T> work) {
    T result = database.read(work);
    afterRead.run();
    return result;
  }

  @Override
  public <T> T write(TransactionWork<T> work) {
    beforeWrite.run();
    return database.write(work);
  }

  @Override
  public boolean hasStopped() {
    return database.hasStopped();
  }

  @Override
  public DatabaseFigures figures() {
    return database.figures();
  }

  @Override
  public void close() {
    database.close();
  }
}
