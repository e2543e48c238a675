package io.entrepot.auth.store;

import io.entrepot.auth.identity.InlinePolicy;
import java.util.List;
import java.util.Optional;

/** Which policies an identity has: attached ones, by ARN, and its own. */
final class AttachmentRows {
  private AttachmentRows() {}

  static List<String> managed(Sql sql, String identity) {
    return sql.list(
        "SELECT policy FROM attachment WHERE identity = ? ORDER BY policy",
        row -> row.getString(1),
        identity);
  }

  static boolean attached(Sql sql, String identity, String arn) {
    return sql.exists("SELECT 1 FROM attachment WHERE identity = ? AND policy = ?", identity, arn);
  }

  static void attach(Sql sql, String identity, String arn) {
    sql.update("INSERT INTO attachment (identity, policy) VALUES (?, ?)", identity, arn);
  }

  static boolean detach(Sql sql, String identity, String arn) {
    return sql.update("DELETE FROM attachment WHERE identity = ? AND policy = ?", identity, arn)
        > 0;
  }

  static List<InlinePolicy> inline(Sql sql, String identity) {
    return sql.list(
        "SELECT name, document FROM inline_policy WHERE identity = ? ORDER BY name",
        row -> new InlinePolicy(row.getString(1), row.getString(2)),
        identity);
  }

  static Optional<InlinePolicy> inline(Sql sql, String identity, String name) {
    return sql.one(
        "SELECT name, document FROM inline_policy WHERE identity = ? AND name = ?",
        row -> new InlinePolicy(row.getString(1), row.getString(2)),
        identity,
        name);
  }

  static void putInline(Sql sql, String identity, InlinePolicy policy) {
    sql.update(
        "INSERT INTO inline_policy (identity, name, document) VALUES (?, ?, ?)"
            + " ON CONFLICT (identity, name) DO UPDATE SET document = excluded.document",
        identity,
        policy.name(),
        policy.document());
  }

  static boolean deleteInline(Sql sql, String identity, String name) {
    return sql.update("DELETE FROM inline_policy WHERE identity = ? AND name = ?", identity, name)
        > 0;
  }
}
