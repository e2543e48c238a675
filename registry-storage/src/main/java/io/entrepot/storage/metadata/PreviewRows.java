package io.entrepot.storage.metadata;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What lifecycle policies would do. */
public final class PreviewRows {
  private static final String IMAGES =
      "SELECT position, digest, tags, pushed_at, action, priority, reason"
          + " FROM lifecycle_preview_image WHERE preview = ? AND ";

  private PreviewRows() {}

  /**
   * A preview.
   *
   * @param began in milliseconds
   */
  public record Preview(
      long id,
      long repository,
      String document,
      String status,
      long began,
      Optional<String> failure,
      long expiring,
      long transitioning) {}

  /**
   * What would become of one image.
   *
   * @param tags in a form of their own
   * @param pushedAt in milliseconds
   */
  public record PreviewImage(
      long position,
      String digest,
      String tags,
      long pushedAt,
      String action,
      Optional<Integer> priority,
      String reason) {}

  public static long insert(Sql sql, long repository, String document, String status, Instant now) {
    return sql.one(
            "INSERT INTO lifecycle_preview (repository, document, status, began_at, expiring,"
                + " transitioning) VALUES (?, ?, ?, ?, 0, 0) RETURNING id",
            row -> row.getLong(1),
            repository,
            document,
            status,
            now.toEpochMilli())
        .orElseThrow();
  }

  /** The latest of a repository. */
  public static Optional<Preview> latest(Sql sql, long repository) {
    return sql.one(
        "SELECT id, repository, document, status, began_at, failure, expiring, transitioning"
            + " FROM lifecycle_preview WHERE repository = ? ORDER BY id DESC LIMIT 1",
        PreviewRows::read,
        repository);
  }

  /** The oldest of all. */
  public static Optional<Preview> oldest(Sql sql) {
    return sql.one(
        "SELECT id, repository, document, status, began_at, failure, expiring, transitioning"
            + " FROM lifecycle_preview ORDER BY id LIMIT 1",
        PreviewRows::read);
  }

  /** One of the same repository from before this one. */
  public static Optional<Preview> earlier(Sql sql, long preview) {
    return sql.one(
        "SELECT id, repository, document, status, began_at, failure, expiring, transitioning"
            + " FROM lifecycle_preview WHERE repository ="
            + " (SELECT repository FROM lifecycle_preview WHERE id = ?) AND id < ? LIMIT 1",
        PreviewRows::read,
        preview,
        preview);
  }

  public static void end(
      Sql sql,
      long preview,
      String status,
      Optional<String> failure,
      long expiring,
      long transitioning) {
    sql.update(
        "UPDATE lifecycle_preview SET status = ?, failure = ?, expiring = ?, transitioning = ?"
            + " WHERE id = ?",
        status,
        failure,
        expiring,
        transitioning,
        preview);
  }

  public static void add(Sql sql, long preview, PreviewImage image) {
    sql.update(
        "INSERT INTO lifecycle_preview_image (preview, position, digest, tags, pushed_at, action,"
            + " priority, reason) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        preview,
        image.position(),
        image.digest(),
        image.tags(),
        image.pushedAt(),
        image.action(),
        image.priority(),
        image.reason());
  }

  /** In the order of the plan, after this position and before the end, at most so many. */
  public static List<PreviewImage> images(Sql sql, long preview, long after, long end, int limit) {
    return sql.list(
        IMAGES + "position > ? AND position < ? ORDER BY position LIMIT ?",
        PreviewRows::image,
        preview,
        after,
        end,
        limit);
  }

  /** Those of one digest, of which there is one. */
  public static Optional<PreviewImage> image(Sql sql, long preview, String digest) {
    return sql.one(IMAGES + "digest = ?", PreviewRows::image, preview, digest);
  }

  /**
   * Deletes some of what is kept of a preview; how many rows, 0 when nothing but itself is left.
   */
  public static int deleteSome(Sql sql, long preview, int limit) {
    return sql.update(
        "DELETE FROM lifecycle_preview_image WHERE preview = ? AND position IN"
            + " (SELECT position FROM lifecycle_preview_image WHERE preview = ? LIMIT ?)",
        preview,
        preview,
        limit);
  }

  /** Deletes a preview of which nothing else is left. */
  public static void delete(Sql sql, long preview) {
    sql.update("DELETE FROM lifecycle_preview WHERE id = ?", preview);
  }

  private static Preview read(ResultSet row) throws SQLException {
    return new Preview(
        row.getLong(1),
        row.getLong(2),
        row.getString(3),
        row.getString(4),
        row.getLong(5),
        Optional.ofNullable(row.getString(6)),
        row.getLong(7),
        row.getLong(8));
  }

  private static PreviewImage image(ResultSet row) throws SQLException {
    int priority = row.getInt(6);
    Optional<Integer> rule = row.wasNull() ? Optional.empty() : Optional.of(priority);
    return new PreviewImage(
        row.getLong(1),
        row.getString(2),
        row.getString(3),
        row.getLong(4),
        row.getString(5),
        rule,
        row.getString(7));
  }
}
