package io.entrepot.storage.metadata;

import java.nio.file.Path;
import java.util.Optional;

/**
 * The metadata, opened so that nothing of it can be changed; a server may be writing to it
 * meanwhile. Any thread may read; the SQL runs on threads of its own.
 */
public final class ReadOnlyDatabase implements AutoCloseable {
  private final ReaderPool readers;

  private ReadOnlyDatabase(ReaderPool readers) {
    this.readers = readers;
  }

  /**
   * Opens the file, which must be there.
   *
   * @param threads that read; each holds a connection and a small page cache
   * @throws UnknownSchemaException when its tables are not of the version that this release reads
   * @throws MetadataException when it is no readable database
   */
  public static ReadOnlyDatabase open(Path file, int threads) {
    SqliteConnections connections = new SqliteConnections(file);
    try (Sql sql = connections.readOnly()) {
      Optional<String> version = Schema.version(sql);
      if (!version.equals(Optional.of(Schema.VERSION))) {
        throw new UnknownSchemaException(version.orElse("none"), Schema.VERSION);
      }
    }
    return new ReadOnlyDatabase(new ReaderPool(threads, connections::readOnly));
  }

  /** Runs the work against one snapshot of the metadata and returns its result. */
  public <T> T read(QueryWork<T> work) {
    return readers.read(work);
  }

  @Override
  public void close() {
    readers.close();
  }
}
