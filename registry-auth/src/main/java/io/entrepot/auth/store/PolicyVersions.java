package io.entrepot.auth.store;

import io.entrepot.auth.identity.AwsManagedPolicies;
import io.entrepot.auth.identity.IdentityException;
import io.entrepot.auth.identity.IdentityFailure;
import io.entrepot.auth.identity.PolicyVersion;
import io.entrepot.auth.identity.Quotas;
import io.entrepot.auth.policy.PolicyLimits;
import io.entrepot.auth.principal.AccountId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Versions of managed policies. Any thread; calls block. */
public final class PolicyVersions {
  private final Workshop workshop;

  PolicyVersions(Workshop workshop) {
    this.workshop = workshop;
  }

  /** Adds a version, and makes it the one that counts if wished. */
  public PolicyVersion create(AccountId account, String arn, String document, boolean setDefault) {
    workshop.documents().checkIdentityPolicy(document, PolicyLimits.MANAGED_SIZE, "PolicySize");
    Instant now = workshop.now();
    return workshop
        .database()
        .change(sql -> {
          PolicyRow row = PolicyRows.requireOwn(sql, account, arn);
          if (PolicyVersionRows.list(sql, row).size() >= Quotas.POLICY_VERSIONS) {
            throw new IdentityFailure.LimitExceeded(
                    "A managed policy can have up to "
                        + Quotas.POLICY_VERSIONS
                        + " versions. Before you create a new version, you must delete an"
                        + " existing version.")
                .exception();
          }
          long version = row.newestVersion() + 1;
          PolicyRows.insertVersion(sql, arn, version, document, now);
          long counts = setDefault ? version : row.defaultVersion();
          sql.update(
              "UPDATE managed_policy SET newest_version = ?, default_version = ?,"
                  + " updated_at = ? WHERE arn = ?",
              version,
              counts,
              now.toEpochMilli(),
              arn);
          return new PolicyVersion("v" + version, document, setDefault, now);
        });
  }

  public PolicyVersion get(AccountId account, String arn, String version) {
    return list(account, arn).stream()
        .filter(each -> each.id().equals(version))
        .findFirst()
        .orElseThrow(() -> absent(arn, version));
  }

  /** All versions, the newest first. */
  public List<PolicyVersion> list(AccountId account, String arn) {
    Optional<PolicyVersion> builtIn = AwsManagedPolicies.version(arn);
    return builtIn.isPresent()
        ? List.of(builtIn.get())
        : workshop
            .database()
            .read(sql -> PolicyVersionRows.list(sql, PolicyRows.requireOwn(sql, account, arn)));
  }

  /** Makes a version the one that counts. */
  public void setDefault(AccountId account, String arn, String version) {
    workshop
        .database()
        .change(sql -> {
          PolicyRow row = PolicyRows.requireOwn(sql, account, arn);
          requirePresent(sql, row, version);
          return sql.update(
              "UPDATE managed_policy SET default_version = ?, updated_at = ? WHERE arn = ?",
              number(version),
              workshop.now().toEpochMilli(),
              arn);
        });
  }

  /** Deletes a version that is not the one that counts. */
  public void delete(AccountId account, String arn, String version) {
    workshop
        .database()
        .change(sql -> {
          PolicyRow row = PolicyRows.requireOwn(sql, account, arn);
          requirePresent(sql, row, version);
          if (number(version) == row.defaultVersion()) {
            throw new IdentityFailure.DeleteConflict(
                    "Cannot delete the default version of a policy.")
                .exception();
          }
          return sql.update(
              "DELETE FROM policy_version WHERE policy = ? AND version = ?", arn, number(version));
        });
  }

  private static void requirePresent(Sql sql, PolicyRow row, String version) {
    if (PolicyVersionRows.list(sql, row).stream().noneMatch(each -> each.id().equals(version))) {
      throw absent(row.arn(), version);
    }
  }

  /** Of a version that is there. */
  private static long number(String version) {
    return Long.parseLong(version.substring(1));
  }

  private static IdentityException absent(String arn, String version) {
    return new IdentityFailure.NoSuchEntity(
            "Policy " + arn + " version " + version + " does not exist or is not attachable.")
        .exception();
  }
}
