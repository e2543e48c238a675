package io.entrepot.storage.metadata;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteDataSource;
import org.sqlite.SQLiteOpenMode;

/** Opens connections to one SQLite file, each set up for its part. Any thread may call it. */
final class SqliteConnections {
  /** Page cache of the writing connection, in KiB. */
  private static final int WRITER_CACHE_KIB = 8 * 1024;

  /** Page cache of each reading connection, in KiB; the system's own cache lies behind it. */
  private static final int READER_CACHE_KIB = 2 * 1024;

  /**
   * How long a connection waits for a lock, which a checkpoint or a recovery holds, or a visitor
   * for a moment.
   */
  static final int BUSY_MILLIS = 10_000;

  /** How long a visitor tries to come between two commits of a busy writer. */
  private static final int VISITOR_BUSY_MILLIS = 60_000;

  private final SQLiteDataSource source = new SQLiteDataSource();

  SqliteConnections(Path file) {
    source.setUrl("jdbc:sqlite:" + file.toAbsolutePath());
  }

  SQLiteDataSource source() {
    return source;
  }

  /** The one connection that changes rows. Checkpoints are another's work. */
  Sql writer() {
    return open(
        "PRAGMA journal_mode=WAL",
        "PRAGMA synchronous=FULL",
        "PRAGMA foreign_keys=ON",
        "PRAGMA wal_autocheckpoint=0",
        "PRAGMA journal_size_limit=" + Checkpointer.LOG_LIMIT,
        "PRAGMA cache_size=-" + WRITER_CACHE_KIB);
  }

  Sql reader() {
    return open("PRAGMA query_only=ON", "PRAGMA cache_size=-" + READER_CACHE_KIB);
  }

  /**
   * A connection of another process than the server's, for a row or two. It makes no file, and its
   * commits do not wait for the disk: the server's next one brings them there.
   */
  Sql visitor() {
    SQLiteConfig config = new SQLiteConfig();
    config.resetOpenMode(SQLiteOpenMode.CREATE);
    SQLiteDataSource existing = new SQLiteDataSource(config);
    existing.setUrl(source.getUrl());
    return open(
        existing,
        "PRAGMA synchronous=NORMAL",
        "PRAGMA wal_autocheckpoint=0",
        "PRAGMA cache_size=-64",
        "PRAGMA busy_timeout=" + VISITOR_BUSY_MILLIS);
  }

  /** A connection that can change nothing, and makes no file. */
  Sql readOnly() {
    SQLiteConfig config = new SQLiteConfig();
    config.setReadOnly(true);
    SQLiteDataSource readOnly = new SQLiteDataSource(config);
    readOnly.setUrl(source.getUrl());
    return open(readOnly, "PRAGMA cache_size=-" + READER_CACHE_KIB);
  }

  /** A connection to a file of which nobody else knows yet; it leaves that file alone. */
  Sql unlogged() {
    return open("PRAGMA journal_mode=DELETE", "PRAGMA foreign_keys=ON");
  }

  /** A connection that only moves pages from the log to the file. */
  Sql checkpointer() {
    return open("PRAGMA synchronous=FULL", "PRAGMA wal_autocheckpoint=0", "PRAGMA cache_size=-64");
  }

  private Sql open(String... settings) {
    return open(source, settings);
  }

  private static Sql open(SQLiteDataSource source, String... settings) {
    try {
      Connection connection = source.getConnection();
      try (Statement statement = connection.createStatement()) {
        statement.execute("PRAGMA busy_timeout=" + BUSY_MILLIS);
        for (String setting : List.of(settings)) {
          statement.execute(setting);
        }
      } catch (SQLException e) {
        connection.close();
        throw e;
      }
      return new Sql(connection);
    } catch (SQLException e) {
      throw new MetadataException("cannot open the metadata", e, true);
    }
  }
}
