package io.entrepot.storage.metadata;

import java.util.ArrayList;
import java.util.List;

/** One work's part of a commit. Confined to the work that it is handed to. */
public final class Transaction {
  private final Sql sql;
  private final List<Runnable> cacheChanges = new ArrayList<>(2);

  Transaction(Sql sql) {
    this.sql = sql;
  }

  public Sql sql() {
    return sql;
  }

  /**
   * Has a cache change made once this work is durable: after the changes of every work committed
   * before, and before any caller of the same commit hears of success. It must not block or throw.
   */
  public void afterCommit(Runnable cacheChange) {
    cacheChanges.add(cacheChange);
  }

  void changeCaches() {
    cacheChanges.forEach(Runnable::run);
  }
}
