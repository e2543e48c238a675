package io.entrepot.auth.token;

import io.entrepot.auth.credential.Login;
import io.entrepot.auth.credential.Session;
import java.time.Instant;
import java.util.Optional;

/**
 * What a token says.
 *
 * @param login whom it stands for; empty: nobody, it was issued without credentials
 * @param session what was laid down for a role's session
 * @param limit what it was issued for; empty: everything its holder may do
 * @param expires no later than the credential it was issued for
 */
public record TokenContent(
    Optional<Login> login,
    Optional<Session> session,
    Optional<TokenScope> limit,
    Instant issued,
    Instant expires) {}
