package io.entrepot.storage.metadata;

import java.time.Instant;
import java.util.Optional;

/**
 * Hidden repositories: one beside each repository that a policy took images out of which can still
 * be brought back. Its registry is none that anybody can name, and its name is the other's id.
 */
public final class ShadowRows {
  private ShadowRows() {}

  /** The hidden repository beside this one. */
  public static Optional<Long> find(Sql sql, long repository) {
    return sql.one(
        "SELECT id FROM repository WHERE registry = 'expired' AND name = ?",
        row -> row.getLong(1),
        Long.toString(repository));
  }

  /** The same, made when there is none. */
  public static long made(Sql sql, long repository, Instant now) {
    return find(sql, repository)
        .orElseGet(() ->
            sql.one(
                    "INSERT INTO repository (registry, name, created_at) VALUES ('expired', ?, ?)"
                        + " RETURNING id",
                    row -> row.getLong(1),
                    Long.toString(repository),
                    now.toEpochMilli())
                .orElseThrow());
  }

  /**
   * Moves a manifest without tags into the hidden repository. Its children may stay where they are
   * or go another time, so while it is there it does not hold them.
   */
  public static void hide(Sql sql, long manifest, long shadow) {
    sql.update("UPDATE manifest SET repository = ? WHERE id = ?", shadow, manifest);
    moveReferences(sql, manifest, shadow);
    sql.update(
        "UPDATE manifest_reference SET presence = 'optional'"
            + " WHERE manifest = ? AND kind = 'manifest' AND presence = 'held'",
        manifest);
  }

  /** Moves it back, as if it were pushed now. All children that it held are there again. */
  public static void restore(Sql sql, long manifest, long repository, Instant now) {
    sql.update(
        "UPDATE manifest SET repository = ?, pushed_at = ? WHERE id = ?",
        repository,
        now.toEpochMilli(),
        manifest);
    moveReferences(sql, manifest, repository);
    sql.update(
        "UPDATE manifest_reference SET presence = 'held'"
            + " WHERE manifest = ? AND kind = 'manifest' AND presence = 'optional'",
        manifest);
    PullRows.deleteOf(sql, manifest);
    ExpiredRows.remove(sql, manifest);
  }

  private static void moveReferences(Sql sql, long manifest, long repository) {
    sql.update(
        "UPDATE manifest_reference SET repository = ? WHERE manifest = ?", repository, manifest);
  }
}
