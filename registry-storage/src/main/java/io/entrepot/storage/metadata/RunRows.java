package io.entrepot.storage.metadata;

import io.entrepot.storage.oci.RepositoryKey;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What lifecycle policies did, run by run. */
public final class RunRows {
  private static final String SELECT =
      "SELECT id, registry, repository, requested_by, policy, source, began_at, ended_at, failure,"
          + " images, removed, skipped, transitions FROM lifecycle_run WHERE ";

  private RunRows() {}

  /**
   * What a run did with one image.
   *
   * @param tags in a form of their own
   * @param priority that of the rule that decided
   */
  public record RunImage(
      long position, String digest, String tags, String outcome, int priority, String reason) {}

  /** Keeps a policy's text, once. */
  public static void keepText(Sql sql, String digest, String document) {
    sql.update(
        "INSERT INTO lifecycle_text (digest, document) VALUES (?, ?) ON CONFLICT (digest) DO"
            + " NOTHING",
        digest,
        document);
  }

  public static Optional<String> text(Sql sql, String digest) {
    return sql.one(
        "SELECT document FROM lifecycle_text WHERE digest = ?", row -> row.getString(1), digest);
  }

  /** Adds a run, all but its id; its id. */
  public static long insert(Sql sql, RunRow run) {
    return sql.one(
            "INSERT INTO lifecycle_run (registry, repository, requested_by, policy, source,"
                + " began_at, ended_at, failure, images, removed, skipped, transitions)"
                + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) RETURNING id",
            row -> row.getLong(1),
            run.registry(),
            run.repository(),
            run.requestedBy(),
            run.policy(),
            run.source(),
            run.beganAt(),
            run.endedAt(),
            run.failure(),
            run.images(),
            run.removed(),
            run.skipped(),
            run.transitions())
        .orElseThrow();
  }

  public static void add(Sql sql, long run, RunImage image) {
    sql.update(
        "INSERT INTO lifecycle_run_image (run, position, digest, tags, outcome, priority, reason)"
            + " VALUES (?, ?, ?, ?, ?, ?, ?)",
        run,
        image.position(),
        image.digest(),
        image.tags(),
        image.outcome(),
        image.priority(),
        image.reason());
  }

  public static void looked(Sql sql, long run, int images, int transitions) {
    sql.update(
        "UPDATE lifecycle_run SET images = ?, transitions = ? WHERE id = ?",
        images,
        transitions,
        run);
  }

  public static void count(Sql sql, long run, int removed, int skipped) {
    sql.update(
        "UPDATE lifecycle_run SET removed = removed + ?, skipped = skipped + ? WHERE id = ?",
        removed,
        skipped,
        run);
  }

  public static void end(Sql sql, long run, Instant now, Optional<String> failure) {
    sql.update(
        "UPDATE lifecycle_run SET ended_at = ?, failure = ? WHERE id = ?",
        now.toEpochMilli(),
        failure,
        run);
  }

  /** Ends those of a repository that never came to an end. */
  public static void endLeft(Sql sql, RepositoryKey repository, Instant now, String failure) {
    sql.update(
        "UPDATE lifecycle_run SET ended_at = ?, failure = ?"
            + " WHERE registry = ? AND repository = ? AND ended_at IS NULL",
        now.toEpochMilli(),
        failure,
        repository.registry().value(),
        repository.name().value());
  }

  /** Runs of a repository, the newest first, before this one, at most so many. */
  public static List<RunRow> page(Sql sql, RepositoryKey repository, long before, int limit) {
    return sql.list(
        SELECT + "registry = ? AND repository = ? AND id < ? ORDER BY id DESC LIMIT ?",
        RunRows::read,
        repository.registry().value(),
        repository.name().value(),
        before,
        limit);
  }

  /** In their order, after this position, at most so many. */
  public static List<RunImage> images(Sql sql, long run, long after, int limit) {
    return sql.list(
        "SELECT position, digest, tags, outcome, priority, reason FROM lifecycle_run_image"
            + " WHERE run = ? AND position > ? ORDER BY position LIMIT ?",
        row ->
            new RunImage(
                row.getLong(1),
                row.getString(2),
                row.getString(3),
                row.getString(4),
                row.getInt(5),
                row.getString(6)),
        run,
        after,
        limit);
  }

  /** The oldest run of all. */
  public static Optional<RunRow> oldest(Sql sql) {
    return sql.one(SELECT + "id = (SELECT MIN(id) FROM lifecycle_run)", RunRows::read);
  }

  /** The newest run of a repository after so many newer ones. */
  public static Optional<RunRow> after(Sql sql, RepositoryKey repository, int newer) {
    return sql.one(
        SELECT + "registry = ? AND repository = ? ORDER BY id DESC LIMIT 1 OFFSET ?",
        RunRows::read,
        repository.registry().value(),
        repository.name().value(),
        newer);
  }

  /** An earlier run of the same repository and asker that did nothing and ended likewise. */
  public static Optional<RunRow> idleBefore(Sql sql, RunRow run) {
    return sql.one(
        SELECT
            + "registry = ? AND repository = ? AND id < ? AND requested_by = ? AND removed = 0"
            + " AND skipped = 0 AND failure IS NOT DISTINCT FROM ? AND ended_at IS NOT NULL"
            + " ORDER BY id DESC LIMIT 1",
        RunRows::read,
        run.registry(),
        run.repository(),
        run.id(),
        run.requestedBy(),
        run.failure());
  }

  public static Optional<RunRow> find(Sql sql, RepositoryKey repository, long run) {
    return sql.one(
        SELECT + "registry = ? AND repository = ? AND id = ?",
        RunRows::read,
        repository.registry().value(),
        repository.name().value(),
        run);
  }

  /** Deletes some of what is kept of a run; how many rows, 0 when nothing is left but itself. */
  public static int deleteSome(Sql sql, long run, int limit) {
    return sql.update(
        "DELETE FROM lifecycle_run_image WHERE run = ? AND position IN"
            + " (SELECT position FROM lifecycle_run_image WHERE run = ? LIMIT ?)",
        run,
        run,
        limit);
  }

  /** Deletes a run of which nothing else is left, and its policy's text if it was the last. */
  public static void delete(Sql sql, RunRow run) {
    sql.update("DELETE FROM lifecycle_run WHERE id = ?", run.id());
    sql.update(
        "DELETE FROM lifecycle_text WHERE digest = ?"
            + " AND NOT EXISTS (SELECT 1 FROM lifecycle_run r WHERE r.policy = digest)",
        run.policy());
  }

  private static RunRow read(ResultSet row) throws SQLException {
    return new RunRow(
        row.getLong(1),
        row.getString(2),
        row.getString(3),
        row.getString(4),
        row.getString(5),
        row.getString(6),
        row.getLong(7),
        Sql.number(row, 8),
        Optional.ofNullable(row.getString(9)),
        row.getLong(10),
        row.getLong(11),
        row.getLong(12),
        row.getLong(13));
  }
}
