package io.entrepot.storage.metadata;

import io.entrepot.storage.oci.RegistryId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The templates that repositories begin with. */
public final class TemplateRows {
  private static final String COLUMNS =
      "prefix, description, tag_mutability, tag_exclusions, policy, lifecycle, applied_for,"
          + " custom_role, created_at, updated_at";

  private TemplateRows() {}

  private record Entry(String name, String value) {}

  public static Optional<TemplateRow> find(Sql sql, RegistryId registry, String prefix) {
    return sql.one(
            "SELECT " + COLUMNS + " FROM repository_template WHERE registry = ? AND prefix = ?",
            TemplateRows::read,
            registry.value(),
            prefix)
        .map(row -> tagged(sql, registry, row));
  }

  /** In ASCII order of the prefix, after the given text, at most so many. */
  public static List<TemplateRow> page(Sql sql, RegistryId registry, String after, int limit) {
    return sql
        .list(
            "SELECT "
                + COLUMNS
                + " FROM repository_template WHERE registry = ? AND prefix > ?"
                + " ORDER BY prefix LIMIT ?",
            TemplateRows::read,
            registry.value(),
            after,
            limit)
        .stream()
        .map(row -> tagged(sql, registry, row))
        .toList();
  }

  /** Sets or replaces a template. */
  public static void set(Sql sql, RegistryId registry, TemplateRow row) {
    delete(sql, registry, row.prefix());
    sql.update(
        "INSERT INTO repository_template (registry, "
            + COLUMNS
            + ") VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        registry.value(),
        row.prefix(),
        row.description(),
        row.tagMutability(),
        row.tagExclusions(),
        row.policy(),
        row.lifecycle(),
        row.appliedFor(),
        row.customRole(),
        row.createdAt().toEpochMilli(),
        row.updatedAt().toEpochMilli());
    row.tags()
        .forEach((name, value) ->
            sql.update(
                "INSERT INTO repository_template_tag (registry, prefix, name, value)"
                    + " VALUES (?, ?, ?, ?)",
                registry.value(),
                row.prefix(),
                name,
                value));
  }

  public static void delete(Sql sql, RegistryId registry, String prefix) {
    sql.update(
        "DELETE FROM repository_template_tag WHERE registry = ? AND prefix = ?",
        registry.value(),
        prefix);
    sql.update(
        "DELETE FROM repository_template WHERE registry = ? AND prefix = ?",
        registry.value(),
        prefix);
  }

  private static TemplateRow tagged(Sql sql, RegistryId registry, TemplateRow row) {
    Map<String, String> tags = new HashMap<>();
    sql.list(
            "SELECT name, value FROM repository_template_tag WHERE registry = ? AND prefix = ?",
            entry -> new Entry(entry.getString(1), entry.getString(2)),
            registry.value(),
            row.prefix())
        .forEach(entry -> tags.put(entry.name(), entry.value()));
    return new TemplateRow(
        row.prefix(),
        row.description(),
        row.tagMutability(),
        row.tagExclusions(),
        row.policy(),
        row.lifecycle(),
        row.appliedFor(),
        row.customRole(),
        tags,
        row.createdAt(),
        row.updatedAt());
  }

  private static TemplateRow read(ResultSet row) throws SQLException {
    return new TemplateRow(
        row.getString(1),
        Optional.ofNullable(row.getString(2)),
        row.getString(3),
        row.getString(4),
        Optional.ofNullable(row.getString(5)),
        Optional.ofNullable(row.getString(6)),
        row.getString(7),
        Optional.ofNullable(row.getString(8)),
        Map.of(),
        Instant.ofEpochMilli(row.getLong(9)),
        Instant.ofEpochMilli(row.getLong(10)));
  }
}
