package io.entrepot.storage.event;

import io.entrepot.storage.metadata.Database;
import io.entrepot.storage.metadata.DatabaseFigures;
import io.entrepot.storage.metadata.QueryWork;
import io.entrepot.storage.metadata.Transaction;
import io.entrepot.storage.metadata.TransactionWork;

/** Works that share a commit: what one would tell caches, those after it do not hear. */
record OneCommit(Database database, Transaction transaction) implements Database {
  @Override
  public <T> T read(QueryWork<T> work) {
    return work.run(transaction.sql());
  }

  @Override
  public <T> T write(TransactionWork<T> work) {
    return work.run(transaction);
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
  public void close() {}
}
