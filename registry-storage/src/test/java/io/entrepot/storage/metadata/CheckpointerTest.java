package io.entrepot.storage.metadata;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
final class CheckpointerTest {
  /** Enough for the log to be past its limit after two rounds of commits. */
  private static final byte[] CONTENT = new byte[200_000];

  private static final int ROUND = 256;

  /** Far over what a commit takes, and under the ten seconds that a lock is waited for. */
  private static final Duration NO_STALL = Duration.ofSeconds(5);

  @TempDir Path directory;

  @Test
  void a_long_read_does_not_hold_up_commits_and_the_log_starts_over_after_it() throws Exception {
    Path file = directory.resolve(SqliteDatabase.FILE_NAME);
    try (SqliteDatabase database = SqliteDatabase.open(file, 1)) {
      write(database, "CREATE TABLE filling (content BLOB)");
      Duration longest;
      try (Connection reader = DriverManager.getConnection("jdbc:sqlite:" + file);
          Statement statement = reader.createStatement();
          ResultSet snapshot = statement.executeQuery("SELECT name FROM sqlite_schema")) {
        assertTrue(snapshot.next());
        longest = fill(database, 4 * ROUND);
      }
      assertTrue(longest.compareTo(NO_STALL) < 0, "a commit took " + longest);
      assertTrue(database.figures().logBytes() > Checkpointer.LOG_LIMIT);
      fill(database, 2 * ROUND);
      assertEquals(0, database.figures().logBytes());
    }
  }

  private static Duration fill(Database database, int commits) {
    long longest = 0;
    for (int i = 0; i < commits; i++) {
      long start = System.nanoTime();
      write(database, "INSERT INTO filling VALUES (?)", (Object) CONTENT);
      longest = Math.max(longest, System.nanoTime() - start);
    }
    return Duration.ofNanos(longest);
  }

  private static void write(Database database, String statement, Object... values) {
    database.write(transaction -> transaction.sql().update(statement, values));
  }
}
