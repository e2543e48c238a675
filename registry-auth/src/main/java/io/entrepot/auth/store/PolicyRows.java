package io.entrepot.auth.store;

import io.entrepot.auth.identity.AwsManagedPolicies;
import io.entrepot.auth.identity.IdentityFailure;
import io.entrepot.auth.identity.IdentityName;
import io.entrepot.auth.identity.ManagedPolicy;
import io.entrepot.auth.identity.Page;
import io.entrepot.auth.identity.PageRequest;
import io.entrepot.auth.identity.PolicyVersion;
import io.entrepot.auth.principal.AccountId;
import java.time.Instant;
import java.util.List;
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
    return findDocument(sql, arn)
        .orElseThrow(() -> new StoreException("an attached policy is missing: " + arn));
  }

  /** The document that counts; empty when there is no such policy. */
  static Optional<String> findDocument(Sql sql, String arn) {
    return AwsManagedPolicies.version(arn)
        .map(PolicyVersion::document)
        .or(() ->
            sql.one(
                "SELECT v.document FROM policy_version v JOIN managed_policy p"
                    + " ON p.arn = v.policy AND p.default_version = v.version"
                    + " WHERE p.arn = ?",
                row -> row.getString(1),
                arn));
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

  static void insert(Sql sql, PolicyRow row) {
    IdentityRows.requireAccount(sql, new AccountId(row.account()));
    String key = IdentityRows.key(row.name());
    if (sql.exists(
        "SELECT 1 FROM managed_policy WHERE account = ? AND name_key = ?", row.account(), key)) {
      throw new IdentityFailure.EntityAlreadyExists(
              "A policy called " + row.name() + " already exists. Duplicate names are not allowed.")
          .exception();
    }
    sql.update(
        "INSERT INTO managed_policy (arn, id, account, name, name_key, path, description,"
            + " default_version, newest_version, created_at, updated_at)"
            + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        row.arn(),
        row.id(),
        row.account(),
        row.name(),
        key,
        row.path(),
        row.description(),
        row.defaultVersion(),
        row.newestVersion(),
        row.created().toEpochMilli(),
        row.updated().toEpochMilli());
  }

  static void delete(Sql sql, PolicyRow row) {
    sql.update("DELETE FROM policy_version WHERE policy = ?", row.arn());
    TagRows.clear(sql, row.arn());
    sql.update("DELETE FROM managed_policy WHERE arn = ?", row.arn());
  }

  static Page<PolicyRow> page(Sql sql, AccountId account, String pathPrefix, PageRequest request) {
    List<PolicyRow> rows =
        sql.list(
            "SELECT * FROM managed_policy WHERE account = ? AND name > ?"
                + " AND substr(path, 1, length(CAST(? AS TEXT))) = ? ORDER BY name LIMIT ?",
            PolicyRow::of,
            account.value(),
            Pages.after(request),
            pathPrefix,
            pathPrefix,
            Pages.limit(request));
    return Pages.of(rows, request, PolicyRow::name);
  }

  /** A built-in policy as it is used in one account. */
  static ManagedPolicy builtIn(Sql sql, AccountId account, String arn) {
    return AwsManagedPolicies.policy(
        arn,
        attachedTo(sql, account, arn).size(),
        sql.count(
            "SELECT count(*) FROM identity WHERE boundary = ? AND account = ?",
            arn,
            account.value()));
  }

  /** In order of kinds and names. */
  static List<IdentityName> attachedTo(Sql sql, AccountId account, String arn) {
    return sql.list(
        "SELECT i.* FROM identity i JOIN attachment a ON a.identity = i.id"
            + " WHERE a.policy = ? AND i.account = ? ORDER BY i.kind, i.name",
        row -> IdentityRow.of(row).name(),
        arn,
        account.value());
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
