package io.entrepot.storage.metadata;

import org.jspecify.annotations.Nullable;

/** One caller's work on its way through a commit. Touched by the writing thread only. */
final class PendingWrite<T> {
  private static final String SAVEPOINT = "SAVEPOINT work";
  private static final String RELEASE = "RELEASE work";
  private static final String ROLLBACK = "ROLLBACK TO work";

  private final TransactionWork<T> work;
  private final Pending<T> caller = new Pending<>();
  private @Nullable Transaction transaction;
  private @Nullable Runnable answer;

  PendingWrite(TransactionWork<T> work) {
    this.work = work;
  }

  /** Does the work inside the running transaction; when it throws, undoes it and only it. */
  void run(Sql sql) {
    Transaction own = new Transaction(sql);
    sql.update(SAVEPOINT);
    try {
      T value = work.run(own);
      transaction = own;
      answer = () -> caller.succeed(value);
    } catch (RuntimeException | Error e) {
      undo(sql, e);
      answer = () -> caller.fail(e);
    }
    sql.update(RELEASE);
  }

  /** A full or failing disk undoes the whole transaction, the savepoint with it. */
  private static void undo(Sql sql, Throwable cause) {
    if (cause instanceof MetadataException e && e.isStorageFault()) {
      throw e;
    }
    try {
      sql.update(ROLLBACK);
    } catch (MetadataException e) {
      e.addSuppressed(cause);
      throw cause instanceof RuntimeException first ? first : e;
    }
  }

  boolean hasSucceeded() {
    return transaction != null;
  }

  void changeCaches() {
    if (transaction != null) {
      transaction.changeCaches();
    }
  }

  /** Tells the caller what became of its work; after the commit, whatever it was. */
  void answer() {
    if (answer != null) {
      answer.run();
    }
  }

  void fail(Throwable cause) {
    caller.fail(cause);
  }

  T await() {
    return caller.await();
  }
}
