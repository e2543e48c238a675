package io.entrepot.auth.store;

import io.entrepot.auth.identity.ManagedPolicy;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** A row of the managed policies, with the number of the version that counts. */
record PolicyRow(
    String arn,
    String id,
    String account,
    String name,
    String path,
    Optional<String> description,
    long defaultVersion,
    long newestVersion,
    Instant created,
    Instant updated) {
  static PolicyRow of(ResultSet row) throws SQLException {
    return new PolicyRow(
        row.getString("arn"),
        row.getString("id"),
        row.getString("account"),
        row.getString("name"),
        row.getString("path"),
        Sql.text(row, "description"),
        row.getLong("default_version"),
        row.getLong("newest_version"),
        Instant.ofEpochMilli(row.getLong("created_at")),
        Instant.ofEpochMilli(row.getLong("updated_at")));
  }

  ManagedPolicy policy(long attachments, long boundaries, Map<String, String> tags) {
    return new ManagedPolicy(
        arn,
        id,
        path,
        name,
        description,
        "v" + defaultVersion,
        attachments,
        boundaries,
        created,
        updated,
        tags);
  }
}
