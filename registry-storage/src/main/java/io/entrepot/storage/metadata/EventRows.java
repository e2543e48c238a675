package io.entrepot.storage.metadata;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** What happened, in the order of the commits, and how far each sink was offered of it. */
public final class EventRows {
  /** What a query of whole events begins with; {@code e} is the event. */
  static final String COLUMNS =
      "e.id, e.uuid, e.at, e.kind, e.registry, e.repository, e.digest, e.tag";

  private EventRows() {}

  /** Inserts one, whose own id does not count. */
  public static void insert(Sql sql, EventRow row) {
    sql.update(
        "INSERT INTO event (uuid, at, kind, registry, repository, digest, tag)"
            + " VALUES (?, ?, ?, ?, ?, ?, ?)",
        row.uuid(),
        row.at(),
        row.kind(),
        row.registry(),
        row.repository(),
        row.digest(),
        row.tag());
  }

  /** Those after this id, at most so many. */
  public static List<EventRow> after(Sql sql, long id, int limit) {
    return sql.list(
        "SELECT " + COLUMNS + " FROM event e WHERE e.id > ? ORDER BY e.id LIMIT ?",
        EventRows::read,
        id,
        limit);
  }

  /** The id of the newest; 0 when there is none. */
  public static long newest(Sql sql) {
    return sql.one("SELECT id FROM event ORDER BY id DESC LIMIT 1", row -> row.getLong(1))
        .orElse(0L);
  }

  /** Removes those up to the second id and after the first that no sink keeps, at most so many. */
  public static int sweep(Sql sql, long after, long upTo, int limit) {
    return sql.update(
        "DELETE FROM event WHERE id IN (SELECT e.id FROM event e WHERE e.id > ? AND e.id <= ?"
            + " AND NOT EXISTS (SELECT 1 FROM event_delivery d WHERE d.event = e.id)"
            + " ORDER BY e.id LIMIT ?)",
        after,
        upTo,
        limit);
  }

  /** Removes one that is not after this id, when no sink keeps it. */
  public static void forget(Sql sql, long id, long upTo) {
    if (id <= upTo) {
      sweep(sql, id - 1, id, 1);
    }
  }

  public static List<String> sinks(Sql sql) {
    return sql.list("SELECT name FROM event_sink ORDER BY name", row -> row.getString(1));
  }

  /** The last event that this sink was offered. */
  public static Optional<Long> position(Sql sql, String sink) {
    return sql.one("SELECT position FROM event_sink WHERE name = ?", row -> row.getLong(1), sink);
  }

  /** The last event that every sink was offered; empty when there is no sink. */
  public static Optional<Long> leastPosition(Sql sql) {
    return sql.one(
        "SELECT position FROM event_sink ORDER BY position LIMIT 1", row -> row.getLong(1));
  }

  public static void addSink(Sql sql, String sink, long position) {
    sql.update("INSERT INTO event_sink (name, position) VALUES (?, ?)", sink, position);
  }

  /** Moves a sink on, and never back. */
  public static void advance(Sql sql, String sink, long position) {
    sql.update(
        "UPDATE event_sink SET position = ? WHERE name = ? AND position < ?",
        position,
        sink,
        position);
  }

  public static void deleteSink(Sql sql, String sink) {
    sql.update("DELETE FROM event_sink WHERE name = ?", sink);
  }

  static EventRow read(ResultSet row) throws SQLException {
    return new EventRow(
        row.getLong(1),
        row.getString(2),
        row.getLong(3),
        row.getString(4),
        row.getString(5),
        Optional.ofNullable(row.getString(6)),
        Optional.ofNullable(row.getString(7)),
        Optional.ofNullable(row.getString(8)));
  }
}
