package io.entrepot.storage.metadata;

import io.entrepot.storage.oci.Digest;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Images that no policy takes away. */
public final class PinRows {
  private static final String SELECT =
      "SELECT p.manifest, m.digest, p.pinned_at, p.pinned_by FROM image_pin p"
          + " JOIN manifest m ON m.id = p.manifest WHERE ";

  private PinRows() {}

  /** A pin, since when, and who set it. */
  public record Pin(long manifest, Digest digest, Instant since, String by) {}

  /** Pins a manifest; one that is pinned stays as it is. */
  public static void add(Sql sql, long repository, long manifest, Instant now, String by) {
    sql.update(
        "INSERT INTO image_pin (manifest, repository, pinned_at, pinned_by) VALUES (?, ?, ?, ?)"
            + " ON CONFLICT (manifest) DO NOTHING",
        manifest,
        repository,
        now.toEpochMilli(),
        by);
  }

  public static Optional<Pin> find(Sql sql, long manifest) {
    return sql.one(SELECT + "p.manifest = ?", PinRows::read, manifest);
  }

  public static boolean isPinned(Sql sql, long manifest) {
    return sql.exists("SELECT 1 FROM image_pin WHERE manifest = ?", manifest);
  }

  /** Whether there was one. */
  public static boolean remove(Sql sql, long manifest) {
    return sql.update("DELETE FROM image_pin WHERE manifest = ?", manifest) > 0;
  }

  /** In the order of the manifests' rows, after this one, at most so many. */
  public static List<Pin> page(Sql sql, long repository, long after, int limit) {
    return sql.list(
        SELECT + "p.repository = ? AND p.manifest > ? ORDER BY p.manifest LIMIT ?",
        PinRows::read,
        repository,
        after,
        limit);
  }

  private static Pin read(ResultSet row) throws SQLException {
    return new Pin(
        row.getLong(1),
        Digest.parse(row.getString(2)),
        Instant.ofEpochMilli(row.getLong(3)),
        row.getString(4));
  }
}
