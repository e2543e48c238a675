package io.entrepot.server.aws;

import io.entrepot.auth.principal.AccountId;
import io.entrepot.auth.principal.Principal;

/**
 * Who asks for an operation.
 *
 * @param account the one that it belongs to, in which its operations act
 */
public record Asker(Principal principal, AccountId account) {
  /** Of a principal that is somebody. */
  static Asker of(Principal principal) {
    return new Asker(principal, principal.account().orElseThrow());
  }
}
