package io.entrepot.auth.store;

import io.entrepot.auth.identity.IdentityKind;
import io.entrepot.auth.identity.IdentityName;
import io.entrepot.auth.identity.NameRules;
import io.entrepot.auth.identity.NewRole;
import io.entrepot.auth.identity.Page;
import io.entrepot.auth.identity.PageRequest;
import io.entrepot.auth.identity.Role;
import io.entrepot.auth.principal.AccountId;
import java.time.Duration;
import java.util.Optional;

/** Roles of accounts. Any thread; calls block. */
public final class Roles {
  private final Workshop workshop;

  Roles(Workshop workshop) {
    this.workshop = workshop;
  }

  public Role create(NewRole role) {
    TrustPolicies.check(workshop.documents(), role.trustPolicy());
    IdentityRow row =
        new IdentityRow(
            workshop.ids().identity(IdentityKind.ROLE),
            IdentityName.role(role.account(), role.name()),
            role.path(),
            workshop.now(),
            role.boundary(),
            Optional.of(role.trustPolicy()),
            role.description(),
            role.maxSession());
    return workshop
        .database()
        .change(sql -> {
          role.boundary().ifPresent(arn -> PolicyRows.requireAttachable(sql, role.account(), arn));
          IdentityRow kept = row.trusting(TrustPolicies.kept(sql, role.trustPolicy()));
          IdentityRows.insert(sql, kept);
          TagRows.put(sql, kept.id(), role.tags());
          return role(sql, kept);
        });
  }

  public Role get(AccountId account, String name) {
    return workshop.database().read(sql -> role(sql, require(sql, account, name)));
  }

  /** The role with this ARN, path and all, of whichever account; empty when there is none. */
  public Optional<Role> byArn(String arn) {
    return IdentityArn.parse(arn)
        .filter(parsed -> parsed.name().kind() == IdentityKind.ROLE)
        .flatMap(parsed ->
            workshop
                .database()
                .read(sql ->
                    IdentityRows.find(sql, parsed.name())
                        .filter(row -> row.path().equals(parsed.path()))
                        .map(row -> role(sql, row))));
  }

  /** Roles whose path begins so, in order of names. */
  public Page<Role> list(AccountId account, String pathPrefix, PageRequest request) {
    return workshop
        .database()
        .read(sql ->
            Pages.map(
                IdentityRows.page(sql, account, IdentityKind.ROLE, pathPrefix, request),
                row -> role(sql, row)));
  }

  public void updateTrustPolicy(AccountId account, String name, String document) {
    TrustPolicies.check(workshop.documents(), document);
    workshop
        .database()
        .change(sql ->
            sql.update(
                "UPDATE identity SET trust_policy = ? WHERE id = ?",
                TrustPolicies.kept(sql, document),
                require(sql, account, name).id()));
  }

  /** Changes what is told; the rest stays. */
  public void update(
      AccountId account, String name, Optional<String> description, Optional<Duration> maxSession) {
    description.ifPresent(NameRules::checkDescription);
    maxSession.ifPresent(NewRole::checkMaxSession);
    workshop
        .database()
        .change(sql -> {
          IdentityRow row = require(sql, account, name);
          return sql.update(
              "UPDATE identity SET description = ?, max_session = ? WHERE id = ?",
              description.or(row::description),
              maxSession.orElse(row.maxSession()).toSeconds(),
              row.id());
        });
  }

  /** The trust policy with ARNs in place of unique ids: for showing, never for deciding. */
  public String shownTrustPolicy(Role role) {
    return workshop.database().read(sql -> PrincipalIds.shown(sql, role.trustPolicy()));
  }

  /** Deletes a role that has no policies; its sessions end. */
  public void delete(AccountId account, String name) {
    workshop
        .database()
        .change(sql -> {
          IdentityRow row = require(sql, account, name);
          Deletions.requireNoPolicies(sql, row.id());
          IdentityRows.delete(sql, row);
          return true;
        });
  }

  private static IdentityRow require(Sql sql, AccountId account, String name) {
    return IdentityRows.require(sql, IdentityName.role(account, name));
  }

  private static Role role(Sql sql, IdentityRow row) {
    return row.role(TagRows.of(sql, row.id()));
  }
}
