package io.entrepot.auth.store;

import io.entrepot.auth.identity.AwsManagedPolicies;
import io.entrepot.auth.identity.IdentityFailure;
import io.entrepot.auth.identity.ManagedPolicy;
import io.entrepot.auth.identity.PolicyVersion;
import io.entrepot.auth.principal.AccountId;
import java.time.Instant;
import java.util.Optional;

/** Managed policies, those that are built in among them. */
final class PolicyRows {
  private PolicyRows() {}

  static Optional<PolicyRow> find(Sql sql, String arn) {
    return sql.one("SELECT * FROM managed_policy WHERE arn = ?", PolicyRow::of, arn);
  }

  static IdentityFailure.NoSuchEntity absent(String arn) {
    return new IdentityFailure.NoSuchEntity("Policy " + arn + " was not found.");
  }

  /** A policy of an account's own: what is built in is not to be changed. */
  static PolicyRow requireOwn(Sql sql, AccountId account, String arn) {
    if (AwsManagedPolicies.version(arn).isPresent()) {
      throw new IdentityFailure.UnmodifiableEntity(
              "Policy " + arn + " is an AWS managed policy and cannot be changed.")
          .exception();
    }
    return find(sql, arn)
        .filter(row -> row.account().equals(account.value()))
        .orElseThrow(() -> absent(arn).exception());
  }

  /** Refuses what an identity of this account could not have attached. */
  static void requireAttachable(Sql sql, AccountId account, String arn) {
    boolean there =
        AwsManagedPolicies.version(arn).isPresent()
            || find(sql, arn).filter(row -> row.account().equals(account.value())).isPresent();
    if (!there) {
      throw new IdentityFailure.NoSuchEntity(
              "Policy " + arn + " does not exist or is not attachable.")
          .exception();
    }
  }

  /** The document that counts; the policy has to be there. */
  static String document(Sql sql, String arn) {
    return AwsManagedPolicies.version(arn)
        .map(PolicyVersion::document)
        .or(() ->
            sql.one(
                "SELECT v.document FROM policy_version v JOIN managed_policy p"
                    + " ON p.arn = v.policy AND p.default_version = v.version"
                    + " WHERE p.arn = ?",
                row -> row.getString(1),
                arn))
        .orElseThrow(() -> new StoreException("an attached policy is missing: " + arn));
  }

  static long attachments(Sql sql, String arn) {
    return sql.count("SELECT count(*) FROM attachment WHERE policy = ?", arn);
  }

  static long boundaries(Sql sql, String arn) {
    return sql.count("SELECT count(*) FROM identity WHERE boundary = ?", arn);
  }

  static ManagedPolicy policy(Sql sql, PolicyRow row) {
    return row.policy(
        attachments(sql, row.arn()), boundaries(sql, row.arn()), TagRows.of(sql, row.arn()));
  }

  static void insertVersion(Sql sql, String arn, long version, String document, Instant now) {
    sql.update(
        "INSERT INTO policy_version (policy, version, document, created_at) VALUES (?, ?, ?, ?)",
        arn,
        version,
        document,
        now.toEpochMilli());
  }
}
