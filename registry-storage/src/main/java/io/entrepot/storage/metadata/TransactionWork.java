package io.entrepot.storage.metadata;

/** Reads and changes rows. Runs on the one writing thread, so it is short and waits for nothing. */
@FunctionalInterface
public interface TransactionWork<T> {
  T run(Transaction transaction);
}
