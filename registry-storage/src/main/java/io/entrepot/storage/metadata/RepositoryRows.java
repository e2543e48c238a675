package io.entrepot.storage.metadata;

import io.entrepot.storage.oci.RegistryId;
import io.entrepot.storage.oci.RepositoryKey;
import io.entrepot.storage.oci.RepositoryName;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The repositories of each registry. An id is never used twice. */
public final class RepositoryRows {
  private static final String COLUMNS =
      "id, name, created_at, tag_mutability, tag_exclusions, scan_on_push";

  private RepositoryRows() {}

  public static Optional<Long> find(Sql sql, RepositoryKey key) {
    return sql.one(
        "SELECT id FROM repository WHERE registry = ? AND name = ?",
        row -> row.getLong(1),
        key.registry().value(),
        key.name().value());
  }

  /** The whole row. */
  public static Optional<RepositoryRow> row(Sql sql, RepositoryKey key) {
    return sql.one(
        "SELECT " + COLUMNS + " FROM repository WHERE registry = ? AND name = ?",
        RepositoryRows::read,
        key.registry().value(),
        key.name().value());
  }

  /** The whole row of one that is there. */
  public static RepositoryRow row(Sql sql, long repository) {
    return sql.one(
            "SELECT " + COLUMNS + " FROM repository WHERE id = ?", RepositoryRows::read, repository)
        .orElseThrow();
  }

  public static long insert(Sql sql, RepositoryKey key, Instant now) {
    return sql.one(
            "INSERT INTO repository (registry, name, created_at) VALUES (?, ?, ?) RETURNING id",
            row -> row.getLong(1),
            key.registry().value(),
            key.name().value(),
            now.toEpochMilli())
        .orElseThrow();
  }

  public static void setTagMutability(Sql sql, long repository, String mode, String exclusions) {
    sql.update(
        "UPDATE repository SET tag_mutability = ?, tag_exclusions = ? WHERE id = ?",
        mode,
        exclusions,
        repository);
  }

  public static void setScanOnPush(Sql sql, long repository, boolean scan) {
    sql.update("UPDATE repository SET scan_on_push = ? WHERE id = ?", scan ? 1 : 0, repository);
  }

  /** Names in ASCII order, after the given text, at most so many. */
  public static List<RepositoryName> page(Sql sql, RegistryId registry, String after, int limit) {
    return sql.list(
        "SELECT name FROM repository WHERE registry = ? AND name > ? ORDER BY name LIMIT ?",
        row -> new RepositoryName(row.getString(1)),
        registry.value(),
        after,
        limit);
  }

  /** The same with whole rows. */
  public static List<RepositoryRow> rows(Sql sql, RegistryId registry, String after, int limit) {
    return sql.list(
        "SELECT "
            + COLUMNS
            + " FROM repository WHERE registry = ? AND name > ? ORDER BY name LIMIT ?",
        RepositoryRows::read,
        registry.value(),
        after,
        limit);
  }

  /** Takes the repository out of its registry, whose name is free then; its rows stay. */
  public static void detach(Sql sql, long repository) {
    sql.update(
        "UPDATE repository SET registry = '', name = 'deleted/' || id WHERE id = ?", repository);
  }

  /** One that was taken out of its registry. */
  public static Optional<Long> detached(Sql sql) {
    return sql.one(
        "SELECT id FROM repository WHERE registry = '' ORDER BY name LIMIT 1",
        row -> row.getLong(1));
  }

  /** Deletes the row of a repository that nothing is in. */
  public static void delete(Sql sql, long repository) {
    sql.update("DELETE FROM repository WHERE id = ?", repository);
  }

  private static RepositoryRow read(ResultSet row) throws SQLException {
    return new RepositoryRow(
        row.getLong(1),
        new RepositoryName(row.getString(2)),
        Instant.ofEpochMilli(row.getLong(3)),
        row.getString(4),
        row.getString(5),
        row.getInt(6) != 0);
  }
}
