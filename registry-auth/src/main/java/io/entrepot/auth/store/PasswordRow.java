package io.entrepot.auth.store;

import java.time.Instant;
import java.util.Optional;

/**
 * The password of an identity.
 *
 * @param hash empty when it has none
 * @param version counts the passwords it has had
 */
record PasswordRow(Optional<String> hash, long version) {
  static PasswordRow of(Sql sql, String identity) {
    return sql.one(
            "SELECT password, password_version FROM identity WHERE id = ?",
            row -> new PasswordRow(Sql.text(row, "password"), row.getLong(2)),
            identity)
        .orElseThrow();
  }

  /** Sets or, with an empty hash, takes away the password; sessions of the last one end. */
  static void set(Sql sql, String identity, Optional<String> hash, Instant now) {
    sql.update(
        "UPDATE identity SET password = ?, password_version = password_version + 1,"
            + " password_set_at = ? WHERE id = ?",
        hash,
        now.toEpochMilli(),
        identity);
  }

  @Override
  public String toString() {
    return "PasswordRow[version=" + version + "]";
  }
}
