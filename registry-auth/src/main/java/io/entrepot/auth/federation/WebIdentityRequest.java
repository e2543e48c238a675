package io.entrepot.auth.federation;

import io.entrepot.auth.decide.RequestFacts;
import io.entrepot.auth.identity.NewSession;
import java.time.Duration;
import java.util.Optional;

/**
 * A request for a role by a provider's token (AWS STS, AssumeRoleWithWebIdentity). Does not show
 * the token.
 *
 * @param role its ARN, path and all
 * @param sessionName what the session is called; made from the token's subject when it is empty
 * @param duration how long the session lasts; when it is empty, an hour
 * @param wanted what the session is to carry, but for tags: those stand in the token
 */
public record WebIdentityRequest(
    String role,
    String token,
    Optional<String> sessionName,
    Optional<Duration> duration,
    NewSession wanted,
    RequestFacts facts) {

  /** With nothing chosen. */
  public static WebIdentityRequest of(String role, String token, RequestFacts facts) {
    return new WebIdentityRequest(
        role, token, Optional.empty(), Optional.empty(), NewSession.PLAIN, facts);
  }

  @Override
  public String toString() {
    return "WebIdentityRequest[" + role + "]";
  }
}
