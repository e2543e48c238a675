package io.entrepot.auth.store;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sqlite.SQLiteDataSource;

/** Opens connections to one SQLite file that its owner alone may read. Any thread may call it. */
final class SqliteConnections {
  private static final Logger LOG = LoggerFactory.getLogger(SqliteConnections.class);
  private static final int CACHE_KIB = 1024;

  /** How long a connection waits for a lock that only a checkpoint or a recovery holds. */
  private static final int BUSY_MILLIS = 10_000;

  private final SQLiteDataSource source = new SQLiteDataSource();

  SqliteConnections(Path file) {
    source.setUrl("jdbc:sqlite:" + file.toAbsolutePath());
    make(file);
  }

  SQLiteDataSource source() {
    return source;
  }

  /** The one connection that changes rows. */
  Sql writer() {
    return open("PRAGMA journal_mode=WAL", "PRAGMA synchronous=FULL", "PRAGMA foreign_keys=ON");
  }

  Sql reader() {
    return open("PRAGMA query_only=ON");
  }

  /** One that changes no rows here, but may write a copy of them elsewhere. */
  Sql copier() {
    return open();
  }

  /** Makes an empty file, unless it is there. The log and its index take the mode of the file. */
  static void make(Path file) {
    try {
      if (FileSystems.getDefault().supportedFileAttributeViews().contains("posix")) {
        Files.createFile(
            file,
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      }
    } catch (FileAlreadyExistsException e) {
      LOG.debug("the identities are there already: {}", file);
    } catch (IOException e) {
      throw new StoreException("cannot make " + file, e);
    }
  }

  private Sql open(String... settings) {
    try {
      Connection connection = source.getConnection();
      try (Statement statement = connection.createStatement()) {
        statement.execute("PRAGMA busy_timeout=" + BUSY_MILLIS);
        statement.execute("PRAGMA cache_size=-" + CACHE_KIB);
        for (String setting : List.of(settings)) {
          statement.execute(setting);
        }
      } catch (SQLException e) {
        connection.close();
        throw e;
      }
      return new Sql(connection);
    } catch (SQLException e) {
      throw new StoreException("cannot open the identities", e);
    }
  }
}
