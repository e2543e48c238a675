package io.entrepot.storage.metadata;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Path;
import java.util.List;
import org.flywaydb.core.api.FlywayException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SchemaTest {
  @TempDir Path directory;

  @Test
  void the_expected_version_is_that_of_the_newest_migration() {
    try (Database database = SqliteDatabase.open(directory.resolve("metadata.db"), 1)) {
      assertEquals(
          List.of(Schema.VERSION),
          database.read(sql ->
              sql.list(
                  "SELECT MAX(CAST(version AS INTEGER)) FROM flyway_schema_history",
                  row -> row.getString(1))));
    }
  }

  @Test
  void tables_of_a_newer_version_are_refused() {
    Path file = directory.resolve("metadata.db");
    try (Database database = SqliteDatabase.open(file, 1)) {
      database.write(transaction ->
          transaction
              .sql()
              .update(
                  "INSERT INTO flyway_schema_history SELECT 99, '9999', 'newer', type, script,"
                      + " checksum, installed_by, installed_on, execution_time, success"
                      + " FROM flyway_schema_history WHERE installed_rank = 1"));
    }
    assertThrows(FlywayException.class, () -> SqliteDatabase.open(file, 1));
  }

  @Test
  void commits_are_synchronised_in_full_and_links_between_rows_are_enforced() {
    try (Database database = SqliteDatabase.open(directory.resolve("metadata.db"), 1)) {
      assertEquals("wal", pragma(database, "journal_mode"));
      assertEquals("2", pragma(database, "synchronous"));
      assertEquals("1", pragma(database, "foreign_keys"));
    }
  }

  private static String pragma(Database database, String name) {
    return database.write(transaction ->
        transaction.sql().one("PRAGMA " + name, row -> row.getString(1)).orElseThrow());
  }
}
