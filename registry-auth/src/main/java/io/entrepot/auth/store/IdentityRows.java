package io.entrepot.auth.store;

import io.entrepot.auth.identity.IdentityFailure;
import io.entrepot.auth.identity.IdentityKind;
import io.entrepot.auth.identity.IdentityName;
import io.entrepot.auth.identity.Page;
import io.entrepot.auth.identity.PageRequest;
import io.entrepot.auth.principal.AccountId;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Roots, users, groups and roles. */
final class IdentityRows {
  private static final String SELECT = "SELECT " + IdentityRow.COLUMNS + " FROM identity ";

  private IdentityRows() {}

  static Optional<IdentityRow> find(Sql sql, IdentityName name) {
    return sql.one(
        SELECT + "WHERE account = ? AND kind = ? AND name = ?",
        IdentityRow::of,
        name.account().value(),
        name.kind().word(),
        name.name());
  }

  static Optional<IdentityRow> byId(Sql sql, String id) {
    return sql.one(SELECT + "WHERE id = ?", IdentityRow::of, id);
  }

  /** The row, or {@link IdentityFailure.NoSuchEntity}. */
  static IdentityRow require(Sql sql, IdentityName name) {
    return find(sql, name)
        .orElseThrow(() ->
            new IdentityFailure.NoSuchEntity(
                    "The " + name.kind().word() + " with name " + name.name() + " cannot be found.")
                .exception());
  }

  static void insert(Sql sql, IdentityRow row) {
    IdentityName name = row.name();
    requireAccount(sql, name.account());
    refuseTaken(sql, name, row.id());
    sql.update(
        "INSERT INTO identity (id, account, kind, name, name_key, path, created_at, boundary,"
            + " password_version, trust_policy, description, max_session)"
            + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, 0, ?, ?, ?)",
        row.id(),
        name.account().value(),
        name.kind().word(),
        name.name(),
        key(name.name()),
        row.path(),
        row.created().toEpochMilli(),
        row.boundary(),
        row.trustPolicy(),
        row.description(),
        row.maxSession().toSeconds());
  }

  static void rename(Sql sql, IdentityRow row, String name, String path) {
    IdentityName old = row.name();
    refuseTaken(sql, new IdentityName(old.account(), old.kind(), name), row.id());
    sql.update(
        "UPDATE identity SET name = ?, name_key = ?, path = ? WHERE id = ?",
        name,
        key(name),
        path,
        row.id());
  }

  private static void refuseTaken(Sql sql, IdentityName name, String id) {
    if (sql.exists(
        "SELECT 1 FROM identity WHERE account = ? AND kind = ? AND name_key = ? AND id <> ?",
        name.account().value(),
        name.kind().word(),
        key(name.name()),
        id)) {
      throw new IdentityFailure.EntityAlreadyExists(
              name.kind().title() + " with name " + name.name() + " already exists.")
          .exception();
    }
  }

  static void delete(Sql sql, IdentityRow row) {
    TagRows.clear(sql, row.id());
    sql.update("DELETE FROM identity WHERE id = ?", row.id());
  }

  /** Those of an account and kind whose path begins so, in order of names. */
  static Page<IdentityRow> page(
      Sql sql, AccountId account, IdentityKind kind, String pathPrefix, PageRequest request) {
    List<IdentityRow> rows =
        sql.list(
            SELECT
                + "WHERE account = ? AND kind = ? AND name > ?"
                + " AND substr(path, 1, length(CAST(? AS TEXT))) = ? ORDER BY name LIMIT ?",
            IdentityRow::of,
            account.value(),
            kind.word(),
            Pages.after(request),
            pathPrefix,
            pathPrefix,
            Pages.limit(request));
    return Pages.of(rows, request, row -> row.name().name());
  }

  static boolean accountExists(Sql sql, AccountId account) {
    return sql.exists("SELECT 1 FROM account WHERE id = ?", account.value());
  }

  static void requireAccount(Sql sql, AccountId account) {
    if (!accountExists(sql, account)) {
      throw new IdentityFailure.NoSuchEntity("The account " + account + " does not exist.")
          .exception();
    }
  }

  /** What two names that differ in case alone have in common. */
  static String key(String name) {
    return name.toLowerCase(Locale.ROOT);
  }
}
