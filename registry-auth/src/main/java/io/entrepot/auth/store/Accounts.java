package io.entrepot.auth.store;

import io.entrepot.auth.credential.Secret;
import io.entrepot.auth.identity.AccountSummary;
import io.entrepot.auth.identity.IdentityFailure;
import io.entrepot.auth.identity.IdentityKind;
import io.entrepot.auth.identity.IdentityName;
import io.entrepot.auth.identity.NewAccount;
import io.entrepot.auth.identity.Page;
import io.entrepot.auth.identity.PageRequest;
import io.entrepot.auth.identity.RootCredentials;
import io.entrepot.auth.principal.AccountId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Accounts, each with its root. Any thread; calls block. */
public final class Accounts {
  private final Workshop workshop;

  Accounts(Workshop workshop) {
    this.workshop = workshop;
  }

  /** Makes an account with its root; {@link IdentityFailure.EntityAlreadyExists} if it is there. */
  public NewAccount create(AccountId account, RootCredentials given) {
    return create(account, given, false).orElseThrow();
  }

  /** The same if this is the first account; else nothing is made. */
  Optional<NewAccount> createFirst(AccountId account, RootCredentials given) {
    boolean fresh = workshop.database().read(sql -> !anyExists(sql));
    return fresh ? create(account, given, true) : Optional.empty();
  }

  private Optional<NewAccount> create(AccountId account, RootCredentials given, boolean onlyFirst) {
    Secret password = given.password().orElseGet(() -> new Secret(workshop.ids().password()));
    LoginProfiles.check(password.reveal());
    String keyId = given.accessKeyId().orElseGet(workshop.ids()::accessKey);
    Secret secret =
        given.secretAccessKey().orElseGet(() -> new Secret(workshop.ids().secretAccessKey()));
    String hash = workshop.passwords().hash(password.reveal());
    byte[] sealed = KeyRows.sealed(workshop.masterKey(), keyId, secret.reveal());
    return workshop
        .database()
        .change(sql -> {
          if (onlyFirst && anyExists(sql)) {
            return Optional.empty();
          }
          insert(sql, account, hash);
          KeyRows.insert(sql, account.value(), keyId, sealed, workshop.now());
          return Optional.of(new NewAccount(account, password, keyId, secret));
        });
  }

  private void insert(Sql sql, AccountId account, String hash) {
    if (IdentityRows.accountExists(sql, account)) {
      throw new IdentityFailure.EntityAlreadyExists("Account " + account + " already exists.")
          .exception();
    }
    Instant now = workshop.now();
    sql.update(
        "INSERT INTO account (id, created_at) VALUES (?, ?)", account.value(), now.toEpochMilli());
    IdentityRows.insert(
        sql, IdentityRow.plain(account.value(), IdentityName.root(account), "/", now));
    PasswordRow.set(sql, account.value(), Optional.of(hash), now);
  }

  public boolean exists(AccountId account) {
    return workshop.database().read(sql -> IdentityRows.accountExists(sql, account));
  }

  /** When an account was made; {@link IdentityFailure.NoSuchEntity} when there is none. */
  public Instant created(AccountId account) {
    return workshop
        .database()
        .read(sql -> {
          IdentityRows.requireAccount(sql, account);
          return Instant.ofEpochMilli(
              sql.count("SELECT created_at FROM account WHERE id = ?", account.value()));
        });
  }

  /** How much of what an account has, at one moment. */
  public AccountSummary summary(AccountId account) {
    return workshop
        .database()
        .read(sql ->
            new AccountSummary(
                identities(sql, account, IdentityKind.USER),
                identities(sql, account, IdentityKind.GROUP),
                identities(sql, account, IdentityKind.ROLE),
                sql.count("SELECT count(*) FROM managed_policy WHERE account = ?", account.value()),
                sql.count(
                    "SELECT count(*) FROM policy_version v JOIN managed_policy p ON p.arn ="
                        + " v.policy WHERE p.account = ?",
                    account.value()),
                sql.count("SELECT count(*) FROM oidc_provider WHERE account = ?", account.value()),
                KeyRows.count(sql, account.value())));
  }

  private static long identities(Sql sql, AccountId account, IdentityKind kind) {
    return sql.count(
        "SELECT count(*) FROM identity WHERE account = ? AND kind = ?",
        account.value(),
        kind.word());
  }

  /** Accounts in order of their numbers. */
  public Page<AccountId> list(PageRequest request) {
    List<AccountId> fetched =
        workshop
            .database()
            .read(sql ->
                sql.list(
                    "SELECT id FROM account WHERE id > ? ORDER BY id LIMIT ?",
                    row -> new AccountId(row.getString(1)),
                    Pages.after(request),
                    Pages.limit(request)));
    return Pages.of(fetched, request, AccountId::value);
  }

  private static boolean anyExists(Sql sql) {
    return sql.exists("SELECT 1 FROM account");
  }
}
