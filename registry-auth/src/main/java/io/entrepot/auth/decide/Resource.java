package io.entrepot.auth.decide;

import io.entrepot.auth.principal.AccountId;
import org.jspecify.annotations.Nullable;

/** What an action is done to. */
public sealed interface Resource {
  /** The account that owns it, whose side of a decision it stands on. */
  AccountId account();

  /** A repository of the account's registry. */
  record Repository(AccountId account, String name) implements Resource {
    // Written out because requests compare it all the time.
    @Override
    public boolean equals(@Nullable Object other) {
      return this == other
          || (other instanceof Repository(AccountId owner, String called)
              && account.equals(owner)
              && name.equals(called));
    }

    @Override
    public int hashCode() {
      return 31 * account.hashCode() + name.hashCode();
    }
  }

  /** A repository of the account's public registry, which everybody may pull from. */
  record PublicRepository(AccountId account, String name) implements Resource {}

  /** The account's public registry as a whole, which has an ARN of its own. */
  record PublicRegistry(AccountId account) implements Resource {}

  /** The registry as a whole ({@code *} in a policy). */
  record Registry(AccountId account) implements Resource {}

  /**
   * A user, group, role, policy or provider, or all of a kind.
   *
   * @param path what follows the account in its ARN, such as {@code user/ci/runner}
   */
  record Identity(AccountId account, String path) implements Resource {}

  /**
   * A role that is to be assumed. Its trust policy is its own policy for that, and for that alone.
   *
   * @param path what follows {@code role/} in its ARN, such as {@code ci/runner}
   */
  record AssumableRole(AccountId account, String path) implements Resource {}

  /** A session that is to be given away under a name (GetFederationToken). */
  record FederatedUser(AccountId account, String name) implements Resource {}

  /**
   * A managed policy that is there in every account.
   *
   * @param account the one whose caller speaks of it
   * @param name without a path
   */
  record BuiltInPolicy(AccountId account, String name) implements Resource {}

  /**
   * The account as a whole, of which no resource is meant in particular ({@code *} in a policy).
   */
  record Account(AccountId account) implements Resource {}
}
