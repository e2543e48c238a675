package io.entrepot.storage.metadata;

import java.util.Map;
import java.util.Optional;
import org.flywaydb.core.Flyway;

/** The tables, in the version that this code expects. */
final class Schema {
  /** The newest migration in the schema folder. */
  static final String VERSION = "12";

  private static final String FOLDER = "classpath:io/entrepot/storage/metadata/schema";

  private static final Map<String, String> SQLITE =
      Map.of(
          "identity",
          "INTEGER PRIMARY KEY AUTOINCREMENT",
          "key",
          "INTEGER PRIMARY KEY",
          "bytes",
          "BLOB",
          "ordered_text",
          "TEXT",
          "clustered",
          "WITHOUT ROWID",
          "tomorrow",
          "(CAST(strftime('%s', 'now') AS INTEGER) + 86400) * 1000");

  private Schema() {}

  /** Brings the tables to this version. Flyway is started, which is slow, only when they differ. */
  static void migrate(SqliteConnections connections, Sql sql) {
    if (version(sql).equals(Optional.of(VERSION))) {
      return;
    }
    Flyway.configure(Schema.class.getClassLoader())
        .dataSource(connections.source())
        .locations(FOLDER)
        .placeholders(SQLITE)
        // Tables of a newer version than this are refused, not guessed at.
        .ignoreMigrationPatterns(new String[0])
        .load()
        .migrate();
  }

  /** The version of the tables; empty when there are none. */
  static Optional<String> version(Sql sql) {
    boolean migrated =
        sql.exists("SELECT 1 FROM sqlite_master WHERE name = 'flyway_schema_history'");
    return migrated
        ? sql.one(
            "SELECT version FROM flyway_schema_history WHERE success ORDER BY installed_rank DESC"
                + " LIMIT 1",
            row -> row.getString(1))
        : Optional.empty();
  }
}
