package io.entrepot.storage.metadata;

import io.entrepot.storage.oci.RegistryId;
import io.entrepot.storage.oci.RepositoryKey;
import io.entrepot.storage.oci.RepositoryName;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The repositories of each registry. An id is never used twice. */
public final class RepositoryRows {
  private RepositoryRows() {}

  public static Optional<Long> find(Sql sql, RepositoryKey key) {
    return sql.one(
        "SELECT id FROM repository WHERE registry = ? AND name = ?",
        row -> row.getLong(1),
        key.registry().value(),
        key.name().value());
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

  /** Names in ASCII order, after the given text, at most so many. */
  public static List<RepositoryName> page(Sql sql, RegistryId registry, String after, int limit) {
    return sql.list(
        "SELECT name FROM repository WHERE registry = ? AND name > ? ORDER BY name LIMIT ?",
        row -> new RepositoryName(row.getString(1)),
        registry.value(),
        after,
        limit);
  }
}
