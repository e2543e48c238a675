package io.entrepot.auth.store;

import io.entrepot.auth.identity.IdentityFailure;
import io.entrepot.auth.identity.NameRules;
import io.entrepot.auth.principal.AccountId;
import java.util.Optional;

/**
 * Names that accounts have besides their numbers, one each (IAM user guide, Your AWS account ID and
 * its alias). Any thread; calls block.
 */
public final class AccountAliases {
  private final Workshop workshop;

  AccountAliases(Workshop workshop) {
    this.workshop = workshop;
  }

  /**
   * Gives an account its alias in place of the one that it has; {@link
   * IdentityFailure.EntityAlreadyExists} when another account has it.
   */
  public void set(AccountId account, String alias) {
    NameRules.checkAlias(alias);
    workshop
        .database()
        .change(sql -> {
          IdentityRows.requireAccount(sql, account);
          if (sql.exists(
              "SELECT 1 FROM account_alias WHERE alias = ? AND account <> ?",
              alias,
              account.value())) {
            throw new IdentityFailure.EntityAlreadyExists(
                    "The account alias " + alias + " already exists.")
                .exception();
          }
          return sql.update(
              "INSERT INTO account_alias (account, alias) VALUES (?, ?)"
                  + " ON CONFLICT (account) DO UPDATE SET alias = excluded.alias",
              account.value(),
              alias);
        });
  }

  /** Takes it away; {@link IdentityFailure.NoSuchEntity} when the account does not have it. */
  public void delete(AccountId account, String alias) {
    workshop
        .database()
        .change(sql -> {
          if (sql.update(
                  "DELETE FROM account_alias WHERE account = ? AND alias = ?",
                  account.value(),
                  alias)
              == 0) {
            throw new IdentityFailure.NoSuchEntity(
                    "The account alias " + alias + " cannot be found.")
                .exception();
          }
          return true;
        });
  }

  public Optional<String> of(AccountId account) {
    return workshop
        .database()
        .read(sql ->
            sql.one(
                "SELECT alias FROM account_alias WHERE account = ?",
                row -> row.getString(1),
                account.value()));
  }
}
