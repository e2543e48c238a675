package io.entrepot.storage.metadata;

/** Reads rows. Runs on a thread of the database, so it waits for nothing else. */
@FunctionalInterface
public interface QueryWork<T> {
  T run(Sql sql);
}
