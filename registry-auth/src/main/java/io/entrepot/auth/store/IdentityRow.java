package io.entrepot.auth.store;

import io.entrepot.auth.identity.Group;
import io.entrepot.auth.identity.IdentityKind;
import io.entrepot.auth.identity.IdentityName;
import io.entrepot.auth.identity.Role;
import io.entrepot.auth.identity.User;
import io.entrepot.auth.principal.AccountId;
import io.entrepot.auth.principal.Principal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** A row of the identities, without the hash of a password. */
record IdentityRow(
    String id,
    IdentityName name,
    String path,
    Instant created,
    Optional<String> boundary,
    Optional<String> trustPolicy,
    Optional<String> description,
    Duration maxSession) {
  static final String COLUMNS =
      "id, account, kind, name, path, created_at, boundary, trust_policy, description, max_session";

  static IdentityRow of(ResultSet row) throws SQLException {
    IdentityName name =
        new IdentityName(
            new AccountId(row.getString("account")),
            IdentityKind.of(row.getString("kind")),
            row.getString("name"));
    return new IdentityRow(
        row.getString("id"),
        name,
        row.getString("path"),
        Instant.ofEpochMilli(row.getLong("created_at")),
        Sql.text(row, "boundary"),
        Sql.text(row, "trust_policy"),
        Sql.text(row, "description"),
        Duration.ofSeconds(row.getLong("max_session")));
  }

  /** A row of which nothing is told but what it is called. */
  static IdentityRow plain(String id, IdentityName name, String path, Instant created) {
    return new IdentityRow(
        id,
        name,
        path,
        created,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Duration.ZERO);
  }

  IdentityRow bounded(Optional<String> policy) {
    return new IdentityRow(id, name, path, created, policy, trustPolicy, description, maxSession);
  }

  IdentityRow trusting(String policy) {
    return new IdentityRow(
        id, name, path, created, boundary, Optional.of(policy), description, maxSession);
  }

  User user(Map<String, String> tags) {
    return new User(name.account(), path, name.name(), id, created, boundary, tags);
  }

  Group group() {
    return new Group(name.account(), path, name.name(), id, created);
  }

  Role role(Map<String, String> tags) {
    return new Role(
        name.account(),
        path,
        name.name(),
        id,
        created,
        trustPolicy.orElseThrow(),
        description,
        maxSession,
        boundary,
        tags);
  }

  /** The ARN; a group has one although it is no principal. */
  String arn() {
    return name.kind() == IdentityKind.ROOT
        ? new Principal.Root(name.account()).arn()
        : "arn:aws:iam::" + name.account() + ":" + name.kind().word() + path + name.name();
  }

  /** Who acts when this identity acts; a role acts through its sessions alone. */
  Optional<Principal> principal() {
    return switch (name.kind()) {
      case ROOT -> Optional.of(new Principal.Root(name.account()));
      case USER -> Optional.of(new Principal.User(name.account(), path, name.name(), id));
      case GROUP, ROLE -> Optional.empty();
    };
  }
}
