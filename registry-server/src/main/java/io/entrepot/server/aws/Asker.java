package io.entrepot.server.aws;

import io.entrepot.auth.credential.Login;
import io.entrepot.auth.credential.Session;
import io.entrepot.auth.principal.AccountId;
import io.entrepot.auth.principal.Principal;
import io.entrepot.server.access.Arrival;
import io.entrepot.server.access.Identified;
import java.net.InetAddress;
import java.util.Optional;

/**
 * Who asks for an operation.
 *
 * @param account the one that it belongs to, in which its operations act
 * @param login by what it proved who it is
 * @param session what its temporary credentials carry, if they are such
 * @param temporary whether its credentials end by themselves
 * @param source the address that it asks from
 * @param secure whether its own connection is encrypted
 * @param host what it calls this server, with the port; empty when it does not say
 */
public record Asker(
    Principal principal,
    AccountId account,
    Login login,
    Optional<Session> session,
    boolean temporary,
    InetAddress source,
    boolean secure,
    String host) {
  /** Of somebody in particular. */
  static Asker of(Identified identified, Arrival arrival) {
    Principal principal = identified.grant().principal();
    return new Asker(
        principal,
        principal.account().orElseThrow(),
        identified.proof().login().orElseThrow(),
        identified.proof().session(),
        identified.proof().expires().isPresent(),
        arrival.source(),
        arrival.secure(),
        arrival.host());
  }
}
