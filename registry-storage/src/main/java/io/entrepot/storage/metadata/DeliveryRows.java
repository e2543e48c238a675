package io.entrepot.storage.metadata;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** Events that sinks did not take: waiting ones, and dead letters. */
public final class DeliveryRows {
  private static final String SELECT =
      "SELECT "
          + EventRows.COLUMNS
          + ", d.attempts, d.since, d.due, d.dead, d.error"
          + " FROM event_delivery d JOIN event e ON e.id = d.event WHERE d.sink = ?";

  private DeliveryRows() {}

  /**
   * Waiting ones whose time has come or is further off than this, the longest due first, at most so
   * many.
   */
  public static List<DeliveryRow> due(Sql sql, String sink, long now, long farthest, int limit) {
    return sql.list(
        SELECT + " AND d.dead = 0 AND (d.due <= ? OR d.due > ?) ORDER BY d.due LIMIT ?",
        DeliveryRows::read,
        sink,
        now,
        farthest,
        limit);
  }

  /** When the next waiting one is due. */
  public static Optional<Long> nextDue(Sql sql, String sink) {
    return sql.one(
        "SELECT due FROM event_delivery WHERE sink = ? AND dead = 0 ORDER BY due LIMIT 1",
        row -> row.getLong(1),
        sink);
  }

  /** In order of their events after this id, at most so many. */
  public static List<DeliveryRow> page(Sql sql, String sink, boolean dead, long after, int limit) {
    return sql.list(
        SELECT + " AND d.dead = ? AND d.event > ? ORDER BY d.event LIMIT ?",
        DeliveryRows::read,
        sink,
        dead ? 1 : 0,
        after,
        limit);
  }

  /** How many there are, counted up to this limit. */
  public static int count(Sql sql, String sink, boolean dead, int limit) {
    return sql.one(
            "SELECT COUNT(*) FROM (SELECT 1 FROM event_delivery WHERE sink = ? AND dead = ?"
                + " LIMIT ?) AS some",
            row -> row.getInt(1),
            sink,
            dead ? 1 : 0,
            limit)
        .orElseThrow();
  }

  /** An event that a sink did not take, by both of its names. */
  public record Named(long event, String uuid) {}

  /** Of a sink, dead letters too, in order after this event, at most so many. */
  public static List<Named> names(Sql sql, String sink, long after, int limit) {
    return sql.list(
        "SELECT e.id, e.uuid FROM event_delivery d JOIN event e ON e.id = d.event"
            + " WHERE d.sink = ? AND d.event > ? ORDER BY d.event LIMIT ?",
        row -> new Named(row.getLong(1), row.getString(2)),
        sink,
        after,
        limit);
  }

  /** Events that a sink did not take, waiting ones first, then by time, at most so many. */
  public static List<Long> refused(Sql sql, String sink, int limit) {
    return sql.list(
        "SELECT event FROM event_delivery WHERE sink = ? ORDER BY dead, due LIMIT ?",
        row -> row.getLong(1),
        sink,
        limit);
  }

  /** Inserts or replaces one; one that is there and counts from another time stays as it is. */
  public static void set(Sql sql, String sink, DeliveryRow row) {
    sql.update(
        "INSERT INTO event_delivery (sink, event, attempts, since, due, dead, error)"
            + " VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT (sink, event) DO UPDATE SET"
            + " attempts = excluded.attempts, due = excluded.due, dead = excluded.dead,"
            + " error = excluded.error WHERE event_delivery.since = excluded.since",
        sink,
        row.event().id(),
        row.attempts(),
        row.since(),
        row.due(),
        row.dead() ? 1 : 0,
        row.error());
  }

  /** Has one offered again at once and counted anew; whether there is such a one. */
  public static boolean renew(Sql sql, String sink, long event, long now) {
    return sql.update(
            "UPDATE event_delivery SET attempts = 0, since = ?, due = ?, dead = 0"
                + " WHERE sink = ? AND event = ?",
            now,
            now,
            sink,
            event)
        > 0;
  }

  public static void delete(Sql sql, String sink, long event) {
    sql.update("DELETE FROM event_delivery WHERE sink = ? AND event = ?", sink, event);
  }

  /** Dead letters of before this time, the oldest first, at most so many; their events' ids. */
  public static List<Long> dead(Sql sql, String sink, long before, int limit) {
    return sql.list(
        "SELECT event FROM event_delivery WHERE sink = ? AND dead = 1 AND due < ?"
            + " ORDER BY due LIMIT ?",
        row -> row.getLong(1),
        sink,
        before,
        limit);
  }

  /** Removes all of a sink; how many. */
  public static int deleteSink(Sql sql, String sink) {
    return sql.update("DELETE FROM event_delivery WHERE sink = ?", sink);
  }

  private static DeliveryRow read(ResultSet row) throws SQLException {
    return new DeliveryRow(
        EventRows.read(row),
        row.getLong(9),
        row.getLong(10),
        row.getLong(11),
        row.getInt(12) != 0,
        row.getString(13));
  }
}
