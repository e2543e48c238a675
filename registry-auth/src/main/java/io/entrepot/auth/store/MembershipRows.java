package io.entrepot.auth.store;

import java.util.List;

/** Who is in which group. */
final class MembershipRows {
  private MembershipRows() {}

  static List<IdentityRow> groupsOf(Sql sql, String user) {
    return sql.list(
        "SELECT i.* FROM identity i JOIN membership m ON m.identity_group = i.id"
            + " WHERE m.member = ? ORDER BY i.name",
        IdentityRow::of,
        user);
  }

  static List<IdentityRow> members(Sql sql, String group, String after, int limit) {
    return sql.list(
        "SELECT i.* FROM identity i JOIN membership m ON m.member = i.id"
            + " WHERE m.identity_group = ? AND i.name > ? ORDER BY i.name LIMIT ?",
        IdentityRow::of,
        group,
        after,
        limit);
  }

  static void add(Sql sql, String user, String group) {
    sql.update(
        "INSERT INTO membership (member, identity_group) VALUES (?, ?)"
            + " ON CONFLICT (member, identity_group) DO NOTHING",
        user,
        group);
  }

  static boolean remove(Sql sql, String user, String group) {
    return sql.update("DELETE FROM membership WHERE member = ? AND identity_group = ?", user, group)
        > 0;
  }

  static boolean anyOf(Sql sql, String user) {
    return sql.exists("SELECT 1 FROM membership WHERE member = ?", user);
  }

  static boolean anyIn(Sql sql, String group) {
    return sql.exists("SELECT 1 FROM membership WHERE identity_group = ?", group);
  }
}
