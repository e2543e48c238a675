package io.entrepot.storage.metadata;

import io.entrepot.storage.oci.RegistryId;
import io.entrepot.storage.oci.RepositoryKey;
import io.entrepot.storage.oci.RepositoryName;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Which lifecycle policy counts where, and when it was carried out. */
public final class LifecycleRows {
  private LifecycleRows() {}

  /**
   * A repository.
   *
   * @param governed whether a policy counts for it
   */
  public record Place(long id, RepositoryKey key, boolean governed) {}

  /** The policy of a registry's repositories that have none of their own. */
  public static Optional<String> initial(Sql sql, RegistryId registry) {
    return sql.one(
        "SELECT document FROM lifecycle_default WHERE registry = ?",
        row -> row.getString(1),
        registry.value());
  }

  public static void setInitial(Sql sql, RegistryId registry, String document, Instant now) {
    sql.update(
        "INSERT INTO lifecycle_default (registry, document, updated_at) VALUES (?, ?, ?)"
            + " ON CONFLICT (registry) DO UPDATE SET document = excluded.document,"
            + " updated_at = excluded.updated_at",
        registry.value(),
        document,
        now.toEpochMilli());
  }

  public static void deleteInitial(Sql sql, RegistryId registry) {
    sql.update("DELETE FROM lifecycle_default WHERE registry = ?", registry.value());
  }

  /** Whether there is any policy at all. */
  public static boolean isAny(Sql sql) {
    return sql.exists("SELECT 1 FROM lifecycle_policy LIMIT 1")
        || sql.exists("SELECT 1 FROM lifecycle_default LIMIT 1");
  }

  /** Repositories in order of id, hidden ones left out, after this one, at most so many. */
  public static List<Place> places(Sql sql, long after, int limit) {
    return sql.list(
        "SELECT r.id, r.registry, r.name, EXISTS (SELECT 1 FROM lifecycle_policy p"
            + " WHERE p.repository = r.id) OR EXISTS (SELECT 1 FROM lifecycle_default d"
            + " WHERE d.registry = r.registry) FROM repository r"
            + " WHERE r.id > ? AND r.registry NOT IN ('', 'expired') ORDER BY r.id LIMIT ?",
        row ->
            new Place(
                row.getLong(1),
                new RepositoryKey(
                    new RegistryId(row.getString(2)), new RepositoryName(row.getString(3))),
                row.getBoolean(4)),
        after,
        limit);
  }

  /** Notes that a repository's own policy was carried out. */
  public static void setEvaluated(Sql sql, long repository, Instant now) {
    sql.update(
        "UPDATE lifecycle_policy SET evaluated_at = ? WHERE repository = ?",
        now.toEpochMilli(),
        repository);
  }

  /** When that was last. */
  public static Optional<Instant> evaluated(Sql sql, long repository) {
    return sql.one(
        "SELECT evaluated_at FROM lifecycle_policy"
            + " WHERE repository = ? AND evaluated_at IS NOT NULL",
        row -> Instant.ofEpochMilli(row.getLong(1)),
        repository);
  }
}
