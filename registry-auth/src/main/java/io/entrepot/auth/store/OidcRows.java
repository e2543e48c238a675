package io.entrepot.auth.store;

import io.entrepot.auth.identity.IdentityFailure;
import io.entrepot.auth.identity.NewOidcProvider;
import io.entrepot.auth.identity.OidcProvider;
import io.entrepot.auth.principal.AccountId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** OIDC providers. */
final class OidcRows {
  static final String CLIENT = "client";
  static final String THUMBPRINT = "thumbprint";

  /** A row without what hangs on it. */
  private record Bare(String arn, AccountId account, String url, Instant created) {}

  private OidcRows() {}

  static Optional<OidcProvider> find(Sql sql, String arn) {
    return sql.one(
            "SELECT account, url, created_at FROM oidc_provider WHERE arn = ?",
            row ->
                new Bare(
                    arn,
                    new AccountId(row.getString(1)),
                    row.getString(2),
                    Instant.ofEpochMilli(row.getLong(3))),
            arn)
        .map(bare -> whole(sql, bare));
  }

  static List<OidcProvider> list(Sql sql, AccountId account) {
    return sql
        .list(
            "SELECT arn FROM oidc_provider WHERE account = ? ORDER BY arn",
            row -> row.getString(1),
            account.value())
        .stream()
        .flatMap(arn -> find(sql, arn).stream())
        .toList();
  }

  private static OidcProvider whole(Sql sql, Bare bare) {
    return new OidcProvider(
        bare.arn(),
        bare.account(),
        bare.url(),
        values(sql, CLIENT, bare.arn()),
        values(sql, THUMBPRINT, bare.arn()),
        bare.created(),
        TagRows.of(sql, bare.arn()));
  }

  private static List<String> values(Sql sql, String kind, String arn) {
    return sql.list(
        "SELECT value FROM oidc_value WHERE provider = ? AND kind = ? ORDER BY position",
        row -> row.getString(1),
        arn,
        kind);
  }

  static void insert(Sql sql, NewOidcProvider provider, Instant now) {
    if (find(sql, provider.arn()).isPresent()) {
      throw new IdentityFailure.EntityAlreadyExists(
              "Provider with url " + provider.url() + " already exists.")
          .exception();
    }
    sql.update(
        "INSERT INTO oidc_provider (arn, account, url, created_at) VALUES (?, ?, ?, ?)",
        provider.arn(),
        provider.account().value(),
        provider.url(),
        now.toEpochMilli());
    setValues(sql, CLIENT, provider.arn(), provider.clientIds());
    setValues(sql, THUMBPRINT, provider.arn(), provider.thumbprints());
  }

  static void setValues(Sql sql, String kind, String arn, List<String> values) {
    sql.update("DELETE FROM oidc_value WHERE provider = ? AND kind = ?", arn, kind);
    for (int i = 0; i < values.size(); i++) {
      sql.update(
          "INSERT INTO oidc_value (provider, kind, position, value) VALUES (?, ?, ?, ?)",
          arn,
          kind,
          i,
          values.get(i));
    }
  }

  static void delete(Sql sql, String arn) {
    setValues(sql, CLIENT, arn, List.of());
    setValues(sql, THUMBPRINT, arn, List.of());
    TagRows.clear(sql, arn);
    sql.update("DELETE FROM oidc_provider WHERE arn = ?", arn);
  }
}
