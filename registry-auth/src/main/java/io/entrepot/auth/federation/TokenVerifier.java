package io.entrepot.auth.federation;

import static io.entrepot.auth.federation.FederationException.invalid;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import io.entrepot.auth.federation.FederationException.Kind;
import io.entrepot.auth.identity.OidcProvider;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * Verifies tokens of identity providers: signed JWTs (OpenID Connect Core 1.0, section 3.1.3.7, by
 * the rules of RFC 8725). Only the issuer of a registered provider is ever asked for anything. Any
 * thread; may block while keys are fetched.
 */
final class TokenVerifier {
  /** Longest token, in characters, as AWS STS has it. */
  static final int LONGEST = 20_000;

  /** How old a token may be, however long it is good, as AWS STS has it. */
  static final Duration OLDEST = Duration.ofHours(24);

  /** How many issuers' keys are kept. */
  static final int KEPT_ISSUERS = 1_000;

  /** What a token may bring keys with, or tell where to fetch some. */
  private static final Set<String> EMBEDDED = Set.of("jwk", "jku", "x5u", "x5c");

  private final FederationSettings settings;
  private final Fetch fetch;
  private final InstantSource clock;
  private final Cache<String, IssuerKeys> issuers =
      Caffeine.newBuilder().maximumSize(KEPT_ISSUERS).build();

  TokenVerifier(FederationSettings settings, Fetch fetch, InstantSource clock) {
    this.settings = settings;
    this.fetch = fetch;
    this.clock = clock;
  }

  /**
   * What a good token says.
   *
   * @param registered the provider with exactly this issuer, if there is one
   * @throws FederationException when it is no good
   */
  VerifiedToken verify(String token, Function<String, Optional<OidcProvider>> registered) {
    SignedJWT jwt = parse(token);
    checkHeader(jwt.getHeader());
    JWTClaimsSet claims = claims(jwt);
    String issuer = Claims.text(claims, "iss");
    OidcProvider provider =
        registered
            .apply(issuer)
            .orElseThrow(() ->
                invalid(
                    "no identity provider is registered for the issuer " + Claims.shown(issuer)));
    checkSignature(jwt, provider);
    Instant expires = checkTimes(claims);
    List<String> audiences =
        Claims.audiences(claims).stream().filter(provider.clientIds()::contains).toList();
    if (audiences.isEmpty()) {
      throw invalid(
          "Incorrect token audience: "
              + Claims.shown(String.join(", ", Claims.audiences(claims)))
              + " is no client id of the provider "
              + provider.arn());
    }
    return new VerifiedToken(
        provider,
        Claims.text(claims, "sub"),
        audiences,
        Claims.forPolicies(claims),
        TokenTags.of(claims),
        expires);
  }

  private static SignedJWT parse(String token) {
    if (token.length() > LONGEST) {
      throw invalid("the token is longer than " + LONGEST + " characters");
    }
    // In Base64, as every object begins; the parser fails on JSON that is none.
    if (!token.startsWith("ey")) {
      throw invalid("the token is not a signed JWT");
    }
    try {
      return SignedJWT.parse(token);
    } catch (ParseException | IllegalArgumentException e) {
      throw invalid("the token is not a signed JWT");
    }
  }

  private static void checkHeader(JWSHeader header) {
    if (!SignatureKeys.ALGORITHMS.contains(header.getAlgorithm())) {
      throw invalid(
          "tokens signed with "
              + Claims.shown(header.getAlgorithm().getName())
              + " are not accepted");
    }
    if (header.getIncludedParams().stream().anyMatch(EMBEDDED::contains)) {
      throw invalid("a token that brings its own key is not accepted");
    }
    if (header.getCriticalParams() != null) {
      throw invalid("the token has critical parameters that are not known here");
    }
    if (header.getType() != null && !header.getType().getType().equalsIgnoreCase("JWT")) {
      throw invalid(
          "tokens of the type " + Claims.shown(header.getType().getType()) + " are not accepted");
    }
  }

  private static JWTClaimsSet claims(SignedJWT jwt) {
    try {
      return jwt.getJWTClaimsSet();
    } catch (ParseException e) {
      throw invalid("the token's claims are malformed");
    }
  }

  private void checkSignature(SignedJWT jwt, OidcProvider provider) {
    IssuerKeys keys =
        issuers.get(
            provider.url(),
            issuer ->
                new IssuerKeys(issuer, fetch, settings.freshKeys(), settings.staleKeys(), clock));
    List<JWK> named = keys.named(jwt.getHeader());
    if (named.isEmpty()) {
      throw invalid("the issuer has no key such as the token is signed with");
    }
    if (named.stream().noneMatch(key -> SignatureKeys.signed(key, jwt))) {
      throw invalid("the token's signature is not its issuer's");
    }
  }

  private Instant checkTimes(JWTClaimsSet claims) {
    Instant now = clock.instant();
    Instant expires = Claims.time(claims.getExpirationTime(), "exp");
    Instant issued = Claims.time(claims.getIssueTime(), "iat");
    if (!now.isBefore(expires.plus(settings.leeway()))) {
      throw new FederationException(Kind.EXPIRED, "Token expired: " + expires);
    }
    if (now.isAfter(issued.plus(OLDEST).plus(settings.leeway()))) {
      throw new FederationException(
          Kind.EXPIRED, "Token must be redeemed within 24 hours of issuance");
    }
    Date notBefore = claims.getNotBeforeTime();
    Instant latest = now.plus(settings.leeway());
    if (issued.isAfter(latest) || (notBefore != null && notBefore.toInstant().isAfter(latest))) {
      throw invalid("the token is not good yet; is a clock wrong?");
    }
    return expires;
  }
}
