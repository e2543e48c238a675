package io.entrepot.storage.metadata;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/**
 * Jobs in the background. Each change is one conditional statement, and the number of rows that it
 * changed tells who won: so several processes may share the table, without locks. All times are in
 * milliseconds.
 */
public final class JobRows {
  private static final String SELECT =
      "SELECT kind, subject, due, owner, lease_until, attempts, cancelled, requested_by,"
          + " checkpoint, done, total, unit, started_at, ended_at, outcome, message, succeeded_at"
          + " FROM job";

  private static final String INSERT =
      "INSERT INTO job (kind, subject, due, attempts, cancelled, requested_by, done, unit, message)"
          + " VALUES (?, ?, ?, 0, 0, ?, 0, '', '') ON CONFLICT (kind, subject) DO ";

  private static final String KEY = " WHERE kind = ? AND subject = ?";
  private static final String FREE = "(job.owner IS NULL OR job.lease_until < ?)";

  private JobRows() {}

  /** Plans one that is not there as yet. */
  public static void plan(Sql sql, JobKey key, long due) {
    sql.update(INSERT + "NOTHING", key.kind(), key.subject(), due, "");
  }

  /** Has one that waits, or does not, and would run after the latest time, run at this one. */
  public static void bringForward(Sql sql, JobKey key, long latest, long due) {
    sql.update(
        "UPDATE job SET due = ?" + KEY + " AND (due IS NULL OR due > ?) AND owner IS NULL",
        due,
        key.kind(),
        key.subject(),
        latest);
  }

  /** Has one run again once whoever works on it has ended; whether anybody does. */
  public static boolean again(Sql sql, JobKey key, String by, long now) {
    return sql.update(
            "UPDATE job SET again_by = ?" + KEY + " AND owner IS NOT NULL AND lease_until >= ?",
            by,
            key.kind(),
            key.subject(),
            now)
        > 0;
  }

  /** Has one that nobody works on run now; whether that was so. */
  public static boolean request(Sql sql, JobKey key, String by, long now) {
    return sql.update(
            INSERT
                + "UPDATE SET requested_by = excluded.requested_by, attempts = 0, cancelled = 0,"
                + " owner = NULL, lease_until = NULL, due = CASE WHEN job.due < excluded.due"
                + " THEN job.due ELSE excluded.due END WHERE "
                + FREE,
            key.kind(),
            key.subject(),
            now,
            by,
            now)
        > 0;
  }

  /** Those of a kind that are due and that nobody works on, the longest due first. */
  public static List<JobRow> due(Sql sql, String kind, long now, int limit) {
    return sql.list(
        SELECT + " WHERE kind = ? AND due <= ? AND " + FREE + " ORDER BY due LIMIT ?",
        JobRows::read,
        kind,
        now,
        now,
        limit);
  }

  /** Makes this its owner if it is due and has none; whether that was so. */
  public static boolean claim(Sql sql, JobKey key, String owner, long now, long leaseUntil) {
    return sql.update(
            "UPDATE job SET owner = ?, lease_until = ?, started_at = ?, attempts = attempts + 1"
                + KEY
                + " AND due <= ? AND "
                + FREE,
            owner,
            leaseUntil,
            now,
            key.kind(),
            key.subject(),
            now,
            now)
        > 0;
  }

  /** Renews an owner's lease and notes how far it has come; whether it is still the owner. */
  public static boolean renew(
      Sql sql, JobKey key, String owner, long leaseUntil, JobEffort effort) {
    return sql.update(
            "UPDATE job SET lease_until = ?, checkpoint = ?, done = ?, total = ?, unit = ?"
                + KEY
                + " AND owner = ?",
            leaseUntil,
            effort.checkpoint(),
            effort.done(),
            effort.total(),
            effort.unit(),
            key.kind(),
            key.subject(),
            owner)
        > 0;
  }

  /**
   * Notes an owner's end; whether it still was the owner.
   *
   * @param evenCancelled whether that counts although it was to stop
   */
  public static boolean end(Sql sql, JobKey key, String owner, boolean evenCancelled, JobEnd end) {
    Optional<Long> succeeded = end.succeeded() ? Optional.of(end.at()) : Optional.empty();
    return sql.update(
            "UPDATE job SET owner = NULL, lease_until = NULL, cancelled = 0,"
                + " due = CASE WHEN again_by IS NULL THEN ? ELSE ? END,"
                + " attempts = CASE WHEN again_by IS NULL THEN ? ELSE 0 END,"
                + " requested_by = COALESCE(again_by, ?), again_by = NULL,"
                + " checkpoint = ?, done = ?, total = ?, unit = ?,"
                + " ended_at = ?, outcome = ?, message = ?,"
                + " succeeded_at = COALESCE(?, succeeded_at)"
                + KEY
                + " AND owner = ? AND cancelled <= ?",
            end.due(),
            end.at(),
            end.attempts(),
            end.requestedBy(),
            end.effort().checkpoint(),
            end.effort().done(),
            end.effort().total(),
            end.effort().unit(),
            end.at(),
            end.outcome(),
            end.message(),
            succeeded,
            key.kind(),
            key.subject(),
            owner,
            evenCancelled ? 1 : 0)
        > 0;
  }

  /** Gives one back unended that was not to stop, as if it had not been started. */
  public static boolean giveBack(Sql sql, JobKey key, String owner, JobEffort effort) {
    return sql.update(
            "UPDATE job SET owner = NULL, lease_until = NULL,"
                + " attempts = CASE WHEN attempts > 0 THEN attempts - 1 ELSE 0 END,"
                + " checkpoint = ?, done = ?, total = ?, unit = ?"
                + KEY
                + " AND owner = ? AND cancelled = 0",
            effort.checkpoint(),
            effort.done(),
            effort.total(),
            effort.unit(),
            key.kind(),
            key.subject(),
            owner)
        > 0;
  }

  /** Takes all from their owners, who have to be dead; how many had one. */
  public static int releaseAll(Sql sql) {
    return sql.update("UPDATE job SET owner = NULL, lease_until = NULL WHERE owner IS NOT NULL");
  }

  /** Has whoever works on one stop; whether anybody does. */
  public static boolean stop(Sql sql, JobKey key, long now) {
    return sql.update(
            "UPDATE job SET cancelled = 1, again_by = NULL"
                + KEY
                + " AND owner IS NOT NULL AND lease_until >= ?",
            key.kind(),
            key.subject(),
            now)
        > 0;
  }

  /** Puts off one that waits, or calls it off; whether one waited. */
  public static boolean putOff(Sql sql, JobKey key, long now, JobEnd end) {
    return sql.update(
            "UPDATE job SET owner = NULL, lease_until = NULL, cancelled = 0, due = ?, attempts = 0,"
                + " requested_by = ?, again_by = NULL, checkpoint = ?,"
                + " ended_at = ?, outcome = ?, message = ?"
                + KEY
                + " AND due IS NOT NULL AND "
                + FREE,
            end.due(),
            end.requestedBy(),
            end.effort().checkpoint(),
            end.at(),
            end.outcome(),
            end.message(),
            key.kind(),
            key.subject(),
            now)
        > 0;
  }

  public static Optional<JobRow> find(Sql sql, JobKey key) {
    return sql.one(SELECT + KEY, JobRows::read, key.kind(), key.subject());
  }

  /** In order from this one on, at most so many. */
  public static List<JobRow> page(Sql sql, JobKey from, int limit) {
    return sql.list(
        SELECT + " WHERE (kind, subject) >= (?, ?) ORDER BY kind, subject LIMIT ?",
        JobRows::read,
        from.kind(),
        from.subject(),
        limit);
  }

  /** Of one kind, in order from this subject on, at most so many. */
  public static List<JobRow> pageOfKind(Sql sql, JobKey from, int limit) {
    return sql.list(
        SELECT + " WHERE kind = ? AND subject >= ? ORDER BY subject LIMIT ?",
        JobRows::read,
        from.kind(),
        from.subject(),
        limit);
  }

  /** How many ended like this the last time, counted up to this limit. */
  public static int count(Sql sql, String outcome, int limit) {
    return sql.one(
            "SELECT COUNT(*) FROM (SELECT 1 FROM job WHERE outcome = ? LIMIT ?) AS some",
            row -> row.getInt(1),
            outcome,
            limit)
        .orElseThrow();
  }

  /** Those for which nothing is planned and that ended before this time, at most so many. */
  public static List<JobKey> forgettable(Sql sql, long before, int limit) {
    return sql.list(
        "SELECT kind, subject FROM job WHERE due IS NULL AND ended_at < ? ORDER BY ended_at"
            + " LIMIT ?",
        row -> new JobKey(row.getString(1), row.getString(2)),
        before,
        limit);
  }

  /** Removes one for which nothing is planned. */
  public static void forget(Sql sql, JobKey key) {
    sql.update("DELETE FROM job" + KEY + " AND due IS NULL", key.kind(), key.subject());
  }

  private static JobRow read(ResultSet row) throws SQLException {
    return new JobRow(
        new JobKey(row.getString(1), row.getString(2)),
        Sql.number(row, 3),
        Optional.ofNullable(row.getString(4)),
        Sql.number(row, 5),
        row.getLong(6),
        row.getInt(7) != 0,
        row.getString(8),
        new JobEffort(
            Optional.ofNullable(row.getString(9)),
            row.getLong(10),
            Sql.number(row, 11),
            row.getString(12)),
        Sql.number(row, 13),
        Sql.number(row, 14),
        Optional.ofNullable(row.getString(15)),
        row.getString(16),
        Sql.number(row, 17));
  }
}
