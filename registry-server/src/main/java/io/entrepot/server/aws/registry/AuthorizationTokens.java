package io.entrepot.server.aws.registry;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.entrepot.auth.decide.Grant;
import io.entrepot.auth.token.TokenContent;
import io.entrepot.auth.token.TokenKind;
import io.entrepot.auth.token.Tokens;
import io.entrepot.server.access.Access;
import io.entrepot.server.access.Proof;
import io.entrepot.server.aws.Tree.Members;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.Optional;

/**
 * Passwords for docker that stand for the caller, so that what it may is decided with each request
 * (Amazon ECR user guide, Private registry authentication). One is good in every registry that its
 * holder may use. Any thread.
 */
public final class AuthorizationTokens {
  /** The user name that goes with the password. */
  private static final String USER = "AWS";

  private final Tokens tokens;
  private final InstantSource clock;

  public AuthorizationTokens(Tokens tokens, InstantSource clock) {
    this.tokens = tokens;
    this.clock = clock;
  }

  /** One for the holder of a grant, with its end (ECR API reference, AuthorizationData). */
  public Members shape(Grant grant) {
    Proof proof = Access.proof(grant);
    Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
    Instant longest = now.plus(TokenKind.AUTHORIZATION_LIFE);
    Instant expires = proof.expires().filter(end -> end.isBefore(longest)).orElse(longest);
    String token =
        tokens.issue(
            TokenKind.AUTHORIZATION,
            new TokenContent(proof.login(), proof.session(), Optional.empty(), now, expires));
    String password = Base64.getEncoder().encodeToString((USER + ":" + token).getBytes(UTF_8));
    return Members.of("authorizationToken", password).and("expiresAt", expires);
  }
}
