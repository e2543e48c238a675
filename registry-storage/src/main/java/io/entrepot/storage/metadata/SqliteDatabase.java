package io.entrepot.storage.metadata;

import java.nio.file.Path;

/**
 * The metadata in one SQLite file: one writing thread with group commit, some reading threads, and
 * one that keeps the write-ahead log short. A commit is durable when it returns (WAL with full
 * synchronisation).
 */
public final class SqliteDatabase implements Database {
  /** What the file is called within a data directory. */
  public static final String FILE_NAME = "metadata.db";

  private final Checkpointer checkpointer;
  private final CommitQueue writer;
  private final ReaderPool readers;

  private SqliteDatabase(SqliteConnections connections, Sql writing, int readerThreads) {
    this.checkpointer = new Checkpointer(connections.checkpointer());
    this.writer = new CommitQueue(writing, checkpointer);
    this.readers = new ReaderPool(readerThreads, connections::reader);
  }

  /**
   * Opens the file, which is made when it is missing, and brings its tables to this version. A file
   * that a newer version has changed is refused.
   *
   * @param readerThreads threads that read; each holds a connection and a small page cache
   */
  public static SqliteDatabase open(Path file, int readerThreads) {
    SqliteConnections connections = new SqliteConnections(file);
    Sql writing = connections.writer();
    try {
      Schema.migrate(connections, writing);
      return new SqliteDatabase(connections, writing, readerThreads);
    } catch (RuntimeException e) {
      writing.close();
      throw e;
    }
  }

  @Override
  public <T> T read(QueryWork<T> work) {
    return readers.read(work);
  }

  @Override
  public <T> T write(TransactionWork<T> work) {
    return writer.write(work);
  }

  @Override
  public boolean hasStopped() {
    return writer.hasStopped();
  }

  @Override
  public DatabaseFigures figures() {
    return new DatabaseFigures(
        writer.writes(),
        writer.commits(),
        readers.reads(),
        writer.queued(),
        readers.queued(),
        checkpointer.logBytes());
  }

  @Override
  public void close() {
    readers.close();
    writer.close();
    checkpointer.close();
  }
}
