package io.entrepot.server.token;

import io.entrepot.auth.credential.Login;
import io.entrepot.auth.decide.Resource;
import io.entrepot.auth.token.TokenContent;
import io.entrepot.auth.token.TokenKind;
import io.entrepot.auth.token.TokenScope;
import io.entrepot.auth.token.Tokens;
import io.entrepot.server.access.Authentication;
import io.entrepot.server.access.Challenges;
import io.entrepot.server.access.NotAuthenticatedException;
import io.entrepot.server.access.Proof;
import io.entrepot.server.access.SignIns;
import io.entrepot.server.access.Site;
import io.entrepot.server.http.JsonBody;
import io.entrepot.server.http.Response;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * Gives tokens for credentials. A token carries the scope that was asked for, whatever its holder
 * may do: that is decided at each request. Any thread; blocks.
 */
public final class TokenDesk {
  private static final String ACCESS_TOKEN = "urn:ietf:params:oauth:token-type:access_token";

  private final Authentication authentication;
  private final Challenges challenges;
  private final Tokens tokens;
  private final SignIns signIns;
  private final Duration life;
  private final InstantSource clock;

  /**
   * @param life how long a registry token is good
   */
  public TokenDesk(
      Authentication authentication,
      Challenges challenges,
      Tokens tokens,
      SignIns signIns,
      Duration life,
      InstantSource clock) {
    this.authentication = authentication;
    this.challenges = challenges;
    this.tokens = tokens;
    this.signIns = signIns;
    this.life = life;
    this.clock = clock;
  }

  Response answer(TokenRequest request) {
    if (request.service().filter(service -> !service.equals(tokens.service())).isPresent()) {
      throw TokenForm.bad("tokens are given for the service " + tokens.service() + " alone");
    }
    TokenScope scope = scope(request);
    Proof proof;
    try {
      proof = proof(request);
    } catch (NotAuthenticatedException e) {
      signIns.refused(request.arrival(), request.inBody(), request.claimed(), request.asked(), e);
      throw challenges.refuse(request.arrival(), "", e);
    }
    Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
    String token = registryToken(content(proof, Optional.of(scope), now, life));
    Optional<String> refresh = refresh(request, proof, now);
    signIns.given(request.arrival(), proof, request.inBody(), request.asked());
    Duration left = Duration.between(now, ends(proof, now, life));
    return Response.of(200)
        .withHeader("Content-Type", "application/json")
        .withHeader("Cache-Control", "no-store")
        .withBody(
            JsonBody.of(json -> {
              json.writeStartObject();
              json.writeStringProperty("token", token);
              json.writeStringProperty("access_token", token);
              json.writeNumberProperty("expires_in", left.toSeconds());
              json.writeStringProperty("issued_at", now.toString());
              json.writeStringProperty("scope", String.join(" ", request.scopes()));
              if (request.way() instanceof TokenRequest.Way.Exchange) {
                json.writeStringProperty("issued_token_type", ACCESS_TOKEN);
                json.writeStringProperty("token_type", "Bearer");
              }
              refresh.ifPresent(text -> {
                json.writeStringProperty("refresh_token", text);
                Duration lasts = Duration.between(now, ends(proof, now, TokenKind.LONGEST));
                json.writeNumberProperty("refresh_expires_in", lasts.toSeconds());
              });
              json.writeEndObject();
            }));
  }

  private static TokenScope scope(TokenRequest request) {
    try {
      Site site = request.arrival().site();
      return TokenScope.parse(site.account(), request.scopes()).renamed(name -> own(site, name));
    } catch (IllegalArgumentException e) {
      throw TokenForm.bad(String.valueOf(e.getMessage()));
    }
  }

  /**
   * Whatever a client calls a public repository, the token says what it calls itself; empty when
   * nobody has the alias.
   */
  private static Optional<String> own(Site site, String name) {
    return site.find(name)
        .map(found ->
            found.isPublic()
                ? TokenScope.publicName(
                    new Resource.PublicRepository(found.account(), found.name()))
                : found.name());
  }

  /** What a session carries and a long scope may be too much together. */
  private String registryToken(TokenContent content) {
    try {
      return tokens.issue(TokenKind.REGISTRY, content);
    } catch (IllegalArgumentException e) {
      throw TokenForm.bad(String.valueOf(e.getMessage()));
    }
  }

  private Proof proof(TokenRequest request) {
    return switch (request.way()) {
      case TokenRequest.Way.HeaderFields header -> authentication.standingProof(request.arrival());
      case TokenRequest.Way.Password form ->
          authentication.standingProof(request.arrival(), form.user(), form.password());
      case TokenRequest.Way.Exchange exchange ->
          authentication.exchanged(
              request.arrival(), exchange.role(), exchange.token(), exchange.sessionName());
      case TokenRequest.Way.Refresh refresh ->
          authentication.refreshed(request.arrival(), refresh.token());
    };
  }

  /** A client that came with a refresh token keeps it. */
  private Optional<String> refresh(TokenRequest request, Proof proof, Instant now) {
    if (request.way() instanceof TokenRequest.Way.Refresh refresh) {
      return Optional.of(refresh.token());
    }
    Optional<Login> login = proof.login();
    return request.refreshing() && login.isPresent()
        ? Optional.of(
            tokens.issue(
                TokenKind.REFRESH, content(proof, Optional.empty(), now, TokenKind.LONGEST)))
        : Optional.empty();
  }

  private static TokenContent content(
      Proof proof, Optional<TokenScope> scope, Instant now, Duration longest) {
    return new TokenContent(proof.login(), proof.session(), scope, now, ends(proof, now, longest));
  }

  /** No token outlives the credentials that it was given for. */
  private static Instant ends(Proof proof, Instant now, Duration longest) {
    Instant end = now.plus(longest);
    return proof.expires().filter(expires -> expires.isBefore(end)).orElse(end);
  }
}
