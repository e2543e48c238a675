package io.entrepot.storage.metadata;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
final class RemovalHoldTest {
  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
  private static final Duration LIFE = Duration.ofMinutes(10);

  @TempDir Path directory;
  private Path file;

  @BeforeEach
  void name() {
    file = directory.resolve(SqliteDatabase.FILE_NAME);
  }

  @Test
  void a_server_sees_a_hold_of_another_process_until_it_is_released_or_expires() {
    try (SqliteDatabase server = SqliteDatabase.open(file, 1)) {
      try (RemovalHold hold = RemovalHold.take(file, "one", NOW, NOW.plus(LIFE)).orElseThrow()) {
        assertTrue(isHeld(server, NOW));
        assertFalse(isHeld(server, NOW.plus(LIFE)));
        assertTrue(hold.renew(NOW.plus(LIFE).minusMillis(1), NOW.plus(LIFE).plus(LIFE)));
        assertTrue(isHeld(server, NOW.plus(LIFE)));
        assertFalse(hold.renew(NOW.plus(LIFE).plus(LIFE), NOW.plus(LIFE.multipliedBy(3))));
      }
      assertFalse(isHeld(server, NOW));
    }
  }

  private static boolean isHeld(Database database, Instant now) {
    return database.read(sql -> GarbageRows.isHeld(sql, now));
  }

  @Test
  void a_hold_cleans_up_those_that_expired() {
    try (SqliteDatabase server = SqliteDatabase.open(file, 1);
        RemovalHold killed = RemovalHold.take(file, "one", NOW, NOW.plus(LIFE)).orElseThrow();
        RemovalHold hold =
            RemovalHold.take(file, "two", NOW.plus(LIFE), NOW.plus(LIFE).plus(LIFE))
                .orElseThrow()) {
      assertFalse(killed.renew(NOW, NOW.plus(LIFE)), "its row is gone");
      assertTrue(hold.renew(NOW.plus(LIFE), NOW.plus(LIFE).plus(LIFE)));
      assertTrue(isHeld(server, NOW));
    }
  }

  @Test
  void the_servers_writer_waits_while_another_process_writes() throws Exception {
    try (SqliteDatabase server = SqliteDatabase.open(file, 1);
        Sql other = new SqliteConnections(file).visitor()) {
      other.update("BEGIN IMMEDIATE");
      GarbageRows.hold(other, "one", NOW, NOW.plus(LIFE));
      CompletableFuture<Boolean> written =
          CompletableFuture.supplyAsync(
              () -> server.write(transaction -> GarbageRows.isHeld(transaction.sql(), NOW)));
      while (server.figures().queuedWrites() > 0) {
        Thread.onSpinWait();
      }
      assertFalse(written.isDone());
      other.update("COMMIT");
      assertTrue(written.get(), "the write comes after the other's");
      assertFalse(server.hasStopped());
    }
  }

  @Test
  void tables_without_holds_need_none() {
    try (Sql old = new SqliteConnections(file).writer()) {
      old.update("CREATE TABLE blob (id INTEGER PRIMARY KEY)");
      assertEquals(Optional.empty(), RemovalHold.take(file, "one", NOW, NOW.plus(LIFE)));
    }
  }

  @Test
  void no_file_is_made_where_there_is_none() {
    assertThrows(MetadataException.class, () -> RemovalHold.take(file, "one", NOW, NOW.plus(LIFE)));
    assertFalse(file.toFile().exists());
  }
}
