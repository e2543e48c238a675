package io.entrepot.auth.federation;

import io.entrepot.auth.credential.Login;
import io.entrepot.auth.credential.Session;
import io.entrepot.auth.principal.Principal;
import java.time.Instant;

/**
 * A session of a role that was begun with a provider's token. It ends at its time, or when the role
 * or the provider is deleted; the token's own end is not its end.
 *
 * @param login the role's session, proved by the provider
 * @param expires when it ends
 * @param subject the token's
 * @param audience the token's, of those that the provider's registration names
 * @param tokenExpires when the token is no good any more
 */
public record WebIdentitySession(
    Login login,
    Session session,
    Instant issued,
    Instant expires,
    String subject,
    String audience,
    String provider,
    Instant tokenExpires) {
  /** The role's session. */
  public Principal.AssumedRole role() {
    return (Principal.AssumedRole) login.principal();
  }
}
