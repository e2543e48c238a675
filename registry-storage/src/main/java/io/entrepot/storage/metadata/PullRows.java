package io.entrepot.storage.metadata;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** When images were last pulled, as far as that was recorded. */
public final class PullRows {
  private PullRows() {}

  /** Records a pull; writes nothing when one was recorded that is not older by so much. */
  public static void set(Sql sql, long manifest, Instant at, Duration apart) {
    sql.update(
        "INSERT INTO manifest_pull (manifest, pulled_at) VALUES (?, ?)"
            + " ON CONFLICT (manifest) DO UPDATE SET pulled_at = excluded.pulled_at"
            + " WHERE excluded.pulled_at - manifest_pull.pulled_at >= ?",
        manifest,
        at.toEpochMilli(),
        apart.toMillis());
  }

  public static Optional<Instant> find(Sql sql, long manifest) {
    return sql.one(
        "SELECT pulled_at FROM manifest_pull WHERE manifest = ?",
        row -> Instant.ofEpochMilli(row.getLong(1)),
        manifest);
  }

  public static void deleteOf(Sql sql, long manifest) {
    sql.update("DELETE FROM manifest_pull WHERE manifest = ?", manifest);
  }
}
