package io.entrepot.storage.metadata;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ExpiredRowsTest {
  @TempDir Path directory;

  /** Each image that expires asks for those, also in a repository of which many did. */
  @Test
  void what_went_with_an_image_is_found_without_a_look_at_all_that_expired() {
    try (SqliteDatabase database =
        SqliteDatabase.open(directory.resolve(SqliteDatabase.FILE_NAME), 1)) {
      List<String> plan =
          database.read(sql ->
              sql.list(
                  "EXPLAIN QUERY PLAN " + ExpiredRows.PUT_OFF,
                  row -> row.getString(4),
                  1L,
                  "digest",
                  1L,
                  0L,
                  10L,
                  0L));
      List<String> looks = plan.stream().filter(line -> line.startsWith("SEARCH e ")).toList();
      assertEquals(1, looks.size(), plan.toString());
      assertTrue(looks.getFirst().contains("(repository=? AND leader=?)"), plan.toString());
    }
  }
}
