package io.entrepot.storage.metadata;

import io.entrepot.storage.oci.RegistryId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What owners set of their registries, and the lifecycle policies of repositories. */
public final class RegistryRows {
  private RegistryRows() {}

  public static Optional<String> setting(Sql sql, RegistryId registry, String name) {
    return sql.one(
        "SELECT value FROM account_setting WHERE registry = ? AND name = ?",
        row -> row.getString(1),
        registry.value(),
        name);
  }

  public static void setSetting(Sql sql, RegistryId registry, String name, String value) {
    sql.update(
        "INSERT INTO account_setting (registry, name, value) VALUES (?, ?, ?)"
            + " ON CONFLICT (registry, name) DO UPDATE SET value = excluded.value",
        registry.value(),
        name,
        value);
  }

  /** Whether it was not there. */
  public static boolean addExclusion(Sql sql, RegistryId registry, String principal, Instant now) {
    return sql.update(
            "INSERT INTO pull_time_exclusion (registry, principal, created_at) VALUES (?, ?, ?)"
                + " ON CONFLICT (registry, principal) DO NOTHING",
            registry.value(),
            principal,
            now.toEpochMilli())
        > 0;
  }

  /** Whether it was there. */
  public static boolean removeExclusion(Sql sql, RegistryId registry, String principal) {
    return sql.update(
            "DELETE FROM pull_time_exclusion WHERE registry = ? AND principal = ?",
            registry.value(),
            principal)
        > 0;
  }

  /** In ASCII order, after the given text, at most so many. */
  public static List<String> exclusions(Sql sql, RegistryId registry, String after, int limit) {
    return sql.list(
        "SELECT principal FROM pull_time_exclusion WHERE registry = ? AND principal > ?"
            + " ORDER BY principal LIMIT ?",
        row -> row.getString(1),
        registry.value(),
        after,
        limit);
  }

  /** A principal of a registry whose pulls do not count. */
  public record Exclusion(RegistryId registry, String principal) {}

  /** Those of all registries, each of which has few. */
  public static List<Exclusion> exclusions(Sql sql) {
    return sql.list(
        "SELECT registry, principal FROM pull_time_exclusion",
        row -> new Exclusion(new RegistryId(row.getString(1)), row.getString(2)));
  }

  public static Optional<String> lifecycle(Sql sql, long repository) {
    return sql.one(
        "SELECT document FROM lifecycle_policy WHERE repository = ?",
        row -> row.getString(1),
        repository);
  }

  public static void setLifecycle(Sql sql, long repository, String document, Instant now) {
    sql.update(
        "INSERT INTO lifecycle_policy (repository, document, updated_at) VALUES (?, ?, ?)"
            + " ON CONFLICT (repository) DO UPDATE SET document = excluded.document,"
            + " updated_at = excluded.updated_at",
        repository,
        document,
        now.toEpochMilli());
  }

  public static void deleteLifecycle(Sql sql, long repository) {
    sql.update("DELETE FROM lifecycle_policy WHERE repository = ?", repository);
  }
}
