package io.entrepot.auth.signature;

import io.entrepot.auth.credential.Login;
import io.entrepot.auth.credential.Session;
import java.time.Instant;
import java.util.Optional;

/**
 * Whom a signature proves.
 *
 * @param session what was laid down for a temporary key
 * @param issued when a temporary key was
 * @param expires when it ends
 * @param scope for which service and region it was signed
 */
public record Signer(
    Login login,
    Optional<Session> session,
    String accessKeyId,
    Optional<Instant> issued,
    Optional<Instant> expires,
    CredentialScope scope) {}
