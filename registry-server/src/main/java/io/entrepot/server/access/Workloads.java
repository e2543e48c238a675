package io.entrepot.server.access;

import io.entrepot.auth.decide.RequestFacts;
import io.entrepot.auth.federation.FederationException;
import io.entrepot.auth.federation.WebIdentities;
import io.entrepot.auth.federation.WebIdentityRequest;
import io.entrepot.auth.federation.WebIdentitySession;
import io.entrepot.auth.identity.NewSession;
import io.entrepot.auth.principal.AccountId;
import io.entrepot.auth.principal.Principal;
import io.entrepot.auth.token.TextHash;
import io.entrepot.auth.token.TokenCheck;
import io.entrepot.auth.token.TokenKind;
import io.entrepot.auth.token.Tokens;
import io.entrepot.server.access.NotAuthenticatedException.Kind;
import java.time.InstantSource;
import java.util.Optional;

/**
 * Lets workloads in that have no secret of their own: with a token of an identity provider, and the
 * name of the role that they want. Measured as tokens are, and no password is computed. Blocks; any
 * thread.
 */
public final class Workloads {
  /** What the Basic user name begins with that means a role. */
  static final String ROLE = "role/";

  private static final String ARN = "arn:";

  private final WebIdentities identities;
  private final Tokens tokens;
  private final Throttle throttle;
  private final InstantSource clock;
  private final TextHash hash = new TextHash();

  public Workloads(
      WebIdentities identities, Tokens tokens, Throttle throttle, InstantSource clock) {
    this.identities = identities;
    this.tokens = tokens;
    this.throttle = throttle;
    this.clock = clock;
  }

  /**
   * What Basic credentials of the user {@code role/<path and name>} prove. The password is a token
   * of a provider, or a refresh token of a session of that role.
   *
   * @throws NotAuthenticatedException when they are wrong, or there were too many before
   */
  Proof proof(Arrival arrival, BasicCredentials credentials) {
    return tokens.check(TokenKind.REFRESH, credentials.password())
            instanceof TokenCheck.Valid(var content)
        ? ofRole(Proof.of(content), credentials.user())
        : exchanged(arrival, credentials.user(), credentials.password(), Optional.empty());
  }

  /**
   * The same for a provider's token and a role that came another way.
   *
   * @param role its ARN, or its path and name in the account of the host
   */
  public Proof exchanged(Arrival arrival, String role, String token, Optional<String> sessionName) {
    WebIdentityRequest request =
        new WebIdentityRequest(
            arn(arrival.account(), role),
            token,
            sessionName,
            Optional.empty(),
            NewSession.PLAIN,
            facts(arrival));
    try {
      return Proof.of(session(arrival, request));
    } catch (FederationException e) {
      Kind kind =
          e.kind() == FederationException.Kind.INVALID_REQUEST
              ? Kind.MALFORMED
              : Kind.INVALID_TOKEN;
      throw new NotAuthenticatedException(kind, String.valueOf(e.getMessage()));
    }
  }

  /**
   * A session of a role.
   *
   * @throws FederationException when it is refused
   * @throws NotAuthenticatedException when there were too many wrong tokens before
   */
  public WebIdentitySession session(Arrival arrival, WebIdentityRequest request) {
    try (Throttle.Attempt attempt =
        throttle.attemptToken(hash.of(request.token()).toString(), arrival.source())) {
      WebIdentitySession session = identities.assume(request);
      attempt.right();
      return session;
    }
  }

  /** What a trust policy may ask about the request. */
  public RequestFacts facts(Arrival arrival) {
    return new RequestFacts(
        arrival.source(),
        arrival.secure(),
        arrival.request().headers().first("User-Agent"),
        clock.instant(),
        Optional.empty());
  }

  private static String arn(AccountId account, String role) {
    if (role.startsWith(ARN)) {
      return role;
    }
    return WebIdentities.roleArn(
        account, role.startsWith(ROLE) ? role.substring(ROLE.length()) : role);
  }

  /** The name is for people here: the token itself tells whose it is. */
  private static Proof ofRole(Proof proof, String user) {
    if (proof.principal() instanceof Principal.AssumedRole role
        && user.equals("role" + role.path() + role.role())) {
      return proof;
    }
    throw new NotAuthenticatedException(
        Kind.INVALID_TOKEN, "the refresh token is not that of a session of this role");
  }
}
