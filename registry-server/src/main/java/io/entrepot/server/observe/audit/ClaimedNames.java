package io.entrepot.server.observe.audit;

import io.entrepot.auth.principal.AccountId;

/**
 * Tells whether a name that came with wrong credentials is one of ours. What is not may be a
 * password in the wrong field, and is not written down. Asked by the writing thread, never while a
 * client waits for its refusal.
 */
@FunctionalInterface
public interface ClaimedNames {
  /** Knows nobody. */
  ClaimedNames NONE = (account, name) -> Kind.UNKNOWN;

  /** What a name is. */
  enum Kind {
    UNKNOWN,
    /** A user, or a role. */
    USER,
    ACCESS_KEY
  }

  /** May block. */
  Kind of(AccountId account, String name);
}
