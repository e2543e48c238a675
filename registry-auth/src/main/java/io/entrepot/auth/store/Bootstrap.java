package io.entrepot.auth.store;

import io.entrepot.auth.credential.Secret;
import io.entrepot.auth.identity.NewAccount;
import io.entrepot.auth.identity.RootCredentials;
import io.entrepot.auth.principal.AccountId;
import java.util.Map;
import java.util.Optional;

/**
 * What the first start makes: an account and its root, with credentials that were given or are
 * random. There is no default password.
 */
public record Bootstrap(AccountId account, RootCredentials credentials) {
  public static final String ACCOUNT = "ENTREPOT_ACCOUNT";
  public static final String PASSWORD = "ENTREPOT_ROOT_PASSWORD";
  public static final String ACCESS_KEY_ID = "ENTREPOT_ROOT_ACCESS_KEY_ID";
  public static final String SECRET_ACCESS_KEY = "ENTREPOT_ROOT_SECRET_ACCESS_KEY";

  /** The account when none is named. */
  public static final AccountId DEFAULT_ACCOUNT = new AccountId("000000000000");

  /**
   * Reads the environment; an {@link io.entrepot.auth.identity.IdentityException} or an {@link
   * IllegalArgumentException} when a value breaks a rule. An empty value is none.
   */
  public static Bootstrap from(Map<String, String> environment) {
    return new Bootstrap(
        value(environment, ACCOUNT).map(AccountId::new).orElse(DEFAULT_ACCOUNT),
        new RootCredentials(
            value(environment, PASSWORD).map(Secret::new),
            value(environment, ACCESS_KEY_ID),
            value(environment, SECRET_ACCESS_KEY).map(Secret::new)));
  }

  /** Makes the first account and tells its credentials, this once; nothing when there is one. */
  public Optional<NewAccount> run(IdentityStore store) {
    return store.accounts().createFirst(account, credentials);
  }

  private static Optional<String> value(Map<String, String> environment, String name) {
    return Optional.ofNullable(environment.get(name)).filter(text -> !text.isEmpty());
  }
}
