package io.entrepot.server.aws;

import io.entrepot.auth.principal.AccountId;
import io.entrepot.auth.principal.Principal;
import java.net.InetAddress;

/**
 * Who asks for an operation.
 *
 * @param account the one that it belongs to, in which its operations act
 * @param source the address that it asks from
 */
public record Asker(Principal principal, AccountId account, InetAddress source) {
  /** Of a principal that is somebody. */
  static Asker of(Principal principal, InetAddress source) {
    return new Asker(principal, principal.account().orElseThrow(), source);
  }
}
