package io.entrepot.auth.store;

import io.entrepot.auth.identity.PolicyVersion;
import java.time.Instant;
import java.util.List;

/** Versions of an account's managed policies. */
final class PolicyVersionRows {
  private PolicyVersionRows() {}

  /** The newest first. */
  static List<PolicyVersion> list(Sql sql, PolicyRow policy) {
    return sql.list(
        "SELECT version, document, created_at FROM policy_version WHERE policy = ?"
            + " ORDER BY version DESC",
        row ->
            new PolicyVersion(
                "v" + row.getLong(1),
                row.getString(2),
                row.getLong(1) == policy.defaultVersion(),
                Instant.ofEpochMilli(row.getLong(3))),
        policy.arn());
  }
}
