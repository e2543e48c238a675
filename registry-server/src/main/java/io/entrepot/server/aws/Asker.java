package io.entrepot.server.aws;

import io.entrepot.auth.principal.AccountId;
import io.entrepot.auth.principal.Principal;
import io.entrepot.server.access.Arrival;
import java.net.InetAddress;

/**
 * Who asks for an operation.
 *
 * @param account the one that it belongs to, in which its operations act
 * @param source the address that it asks from
 * @param secure whether its own connection is encrypted
 * @param host what it calls this server, with the port; empty when it does not say
 */
public record Asker(
    Principal principal, AccountId account, InetAddress source, boolean secure, String host) {
  /** Of a principal that is somebody. */
  static Asker of(Principal principal, Arrival arrival) {
    return new Asker(
        principal,
        principal.account().orElseThrow(),
        arrival.source(),
        arrival.secure(),
        arrival.host());
  }
}
