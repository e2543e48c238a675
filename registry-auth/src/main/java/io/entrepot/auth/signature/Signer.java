package io.entrepot.auth.signature;

import io.entrepot.auth.credential.Login;
import io.entrepot.auth.credential.Session;
import java.util.Optional;

/**
 * Whom a signature proves.
 *
 * @param session what was laid down for a temporary key
 * @param scope for which service and region it was signed
 */
public record Signer(
    Login login, Optional<Session> session, String accessKeyId, CredentialScope scope) {}
