package io.entrepot.storage.metadata;

/**
 * The SQL database that holds the metadata. Any thread may call it, virtual ones above all: the SQL
 * itself runs on platform threads of the database's own. Work throws what it likes; the caller gets
 * it. Faults of the database itself come as {@link MetadataException} or as a {@link
 * io.entrepot.storage.failure.StorageException} with OutOfSpace or WritesStopped.
 */
public interface Database extends AutoCloseable {

  /**
   * Runs the work against one snapshot of the store and returns its result. A work reads at most a
   * page: an open snapshot keeps the write-ahead log from being reused.
   */
  <T> T read(QueryWork<T> work);

  /**
   * Runs the work in a transaction and returns its result once that is durable and the caches have
   * been told. Work that throws is undone, alone, whatever shares its commit.
   */
  <T> T write(TransactionWork<T> work);

  /**
   * Whether every write is refused with WritesStopped until a restart. If so, a commit that failed
   * may still turn out to be durable then, so no file that it may have published may change. Set
   * before any caller is told of such a commit. Never blocks.
   */
  boolean hasStopped();

  DatabaseFigures figures();

  /** Ends what has begun, refuses the rest, and closes the database. */
  @Override
  void close();
}
