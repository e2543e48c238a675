package io.entrepot.storage.metadata;

import io.entrepot.storage.oci.RegistryId;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The policies of repositories and registries, and the tags of repositories. */
public final class GovernanceRows {
  private record Entry(String name, String value) {}

  private GovernanceRows() {}

  public static Optional<String> policy(Sql sql, long repository) {
    return sql.one(
        "SELECT document FROM repository_policy WHERE repository = ?",
        row -> row.getString(1),
        repository);
  }

  public static void setPolicy(Sql sql, long repository, String document, Instant now) {
    sql.update(
        "INSERT INTO repository_policy (repository, document, updated_at) VALUES (?, ?, ?)"
            + " ON CONFLICT (repository) DO UPDATE SET document = excluded.document,"
            + " updated_at = excluded.updated_at",
        repository,
        document,
        now.toEpochMilli());
  }

  /** Whether there was one. */
  public static boolean deletePolicy(Sql sql, long repository) {
    return sql.update("DELETE FROM repository_policy WHERE repository = ?", repository) > 0;
  }

  public static Optional<String> policy(Sql sql, RegistryId registry) {
    return sql.one(
        "SELECT document FROM registry_policy WHERE registry = ?",
        row -> row.getString(1),
        registry.value());
  }

  public static void setPolicy(Sql sql, RegistryId registry, String document, Instant now) {
    sql.update(
        "INSERT INTO registry_policy (registry, document, updated_at) VALUES (?, ?, ?)"
            + " ON CONFLICT (registry) DO UPDATE SET document = excluded.document,"
            + " updated_at = excluded.updated_at",
        registry.value(),
        document,
        now.toEpochMilli());
  }

  /** Whether there was one. */
  public static boolean deletePolicy(Sql sql, RegistryId registry) {
    return sql.update("DELETE FROM registry_policy WHERE registry = ?", registry.value()) > 0;
  }

  /** By name, in ASCII order. */
  public static Map<String, String> tags(Sql sql, long repository) {
    Map<String, String> tags = new TreeMap<>();
    sql.list(
            "SELECT name, value FROM resource_tag WHERE repository = ? ORDER BY name",
            row -> new Entry(row.getString(1), row.getString(2)),
            repository)
        .forEach(entry -> tags.put(entry.name(), entry.value()));
    return tags;
  }

  public static void setTag(Sql sql, long repository, String name, String value) {
    sql.update(
        "INSERT INTO resource_tag (repository, name, value) VALUES (?, ?, ?)"
            + " ON CONFLICT (repository, name) DO UPDATE SET value = excluded.value",
        repository,
        name,
        value);
  }

  /** Whether there was such a tag. */
  public static boolean deleteTag(Sql sql, long repository, String name) {
    return sql.update(
            "DELETE FROM resource_tag WHERE repository = ? AND name = ?", repository, name)
        > 0;
  }

  /** Deletes all that governs a repository, and what is told of it. */
  public static void deleteOf(Sql sql, long repository) {
    deletePolicy(sql, repository);
    RegistryRows.deleteLifecycle(sql, repository);
    CatalogRows.deleteOf(sql, repository);
    sql.update("DELETE FROM resource_tag WHERE repository = ?", repository);
  }
}
