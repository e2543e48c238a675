package io.entrepot.auth.credential;

import io.entrepot.auth.principal.AccountId;
import java.util.Optional;

/**
 * Tells whose secrets they are. Calls may block for tens of milliseconds, and an unknown name costs
 * what a wrong secret costs. Secrets are compared in constant time. Any thread.
 */
public interface Logins {
  /**
   * A user, or {@code root}, by password; empty when there is no such user or it is not its
   * password.
   */
  Optional<Login> password(AccountId account, String user, String password);

  /** The owner of an active access key, of any account; empty likewise. */
  Optional<Login> accessKey(String id, String secret);
}
