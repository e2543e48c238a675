package io.entrepot.auth.token;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import io.entrepot.auth.principal.AccountId;
import java.security.interfaces.RSAPublicKey;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Date;
import java.util.Optional;
import java.util.UUID;

/**
 * Issues tokens and verifies them: JWTs (RFC 7519, by the rules of RFC 8725), signed RS256 with a
 * key of the ring and nothing else. What was verified is kept by the token's hash, so that a token
 * that comes with every request is verified once. Any thread; issuing, and verifying what is not
 * kept, may block.
 */
public final class Tokens {
  /** Longest token, in characters: with it a request's head stays below its limit. */
  public static final int MAX_LENGTH = 8192;

  /** How many verified tokens are kept. */
  public static final int KEPT_TOKENS = 16_384;

  /** How far the clock of the process that issued a token may be ahead. */
  static final Duration SKEW = Duration.ofSeconds(30);

  private static final String ISSUER = "entrepot";

  /**
   * What every header of ours begins with, in Base64; the parser fails on JSON that is no object.
   */
  private static final String OBJECT = "ey";

  private static final String ACCOUNT = "account";
  private static final String SCOPE = "scope";

  private final String service;
  private final KeyRing keys;
  private final InstantSource clock;
  private final TextHash hash = new TextHash();
  private final Cache<TextHash.Value, Verified> verified =
      Caffeine.newBuilder().maximumSize(KEPT_TOKENS).build();

  /** What a token turned out to be, whenever it is asked about. */
  private record Verified(TokenKind kind, TokenContent content, TokenCheck.Valid valid) {}

  /**
   * @param service the audience of every token, and the only one that is accepted
   */
  public Tokens(String service, KeyRing keys, InstantSource clock) {
    this.service = service;
    this.keys = keys;
    this.clock = clock;
  }

  /** The name of the service that the tokens are for. */
  public String service() {
    return service;
  }

  /** Makes or reads the key that signs, so that the first token does not wait for it. */
  public void prepare() {
    keys.prepare();
  }

  /**
   * Issues a token.
   *
   * @throws IllegalArgumentException when it would be longer than a request can carry
   */
  public String issue(TokenKind kind, TokenContent content) {
    SigningKey key = keys.signing();
    JWSHeader header =
        new JWSHeader.Builder(JWSAlgorithm.RS256)
            .type(new JOSEObjectType(kind.typ()))
            .keyID(key.id())
            .build();
    SignedJWT token = new SignedJWT(header, claims(content));
    try {
      token.sign(new RSASSASigner(key.pair().getPrivate()));
    } catch (JOSEException e) {
      throw new IllegalStateException("a token could not be signed", e);
    }
    String text = token.serialize();
    if (text.length() > MAX_LENGTH) {
      throw new IllegalArgumentException("a token has at most " + MAX_LENGTH + " characters");
    }
    return text;
  }

  private JWTClaimsSet claims(TokenContent content) {
    JWTClaimsSet.Builder claims =
        new JWTClaimsSet.Builder()
            .issuer(ISSUER)
            .audience(TokenClaims.audience(service))
            .subject(TokenClaims.subject(content.login()))
            .jwtID(UUID.randomUUID().toString())
            .issueTime(Date.from(content.issued()))
            .notBeforeTime(Date.from(content.issued()))
            .expirationTime(Date.from(content.expires()));
    content.login().ifPresent(login -> TokenClaims.write(login, claims));
    content.session().ifPresent(session -> TokenClaims.write(session, claims));
    content
        .limit()
        .ifPresent(limit -> {
          claims.claim(ACCOUNT, limit.account().value());
          claims.claim(SCOPE, limit.text());
        });
    return claims.build();
  }

  /** The verdict when it can be told from memory; never blocks. */
  public Optional<TokenCheck> checkNow(TokenKind kind, String token) {
    if (token.length() > MAX_LENGTH) {
      return Optional.of(new TokenCheck.Invalid());
    }
    Verified known = verified.getIfPresent(hash.of(token));
    return known == null ? Optional.empty() : Optional.of(verdict(kind, known));
  }

  /** Whether a token is good. */
  public TokenCheck check(TokenKind kind, String token) {
    Optional<TokenCheck> known = checkNow(kind, token);
    if (known.isPresent()) {
      return known.get();
    }
    try {
      Optional<Verified> found = verify(kind, token);
      if (found.isEmpty()) {
        return new TokenCheck.Invalid();
      }
      verified.put(hash.of(token), found.get());
      return verdict(kind, found.get());
    } catch (ParseException | JOSEException | IllegalArgumentException e) {
      // Whatever is wrong with it, the answer to its sender is the same.
      return new TokenCheck.Invalid();
    }
  }

  private TokenCheck verdict(TokenKind kind, Verified known) {
    if (known.kind() != kind) {
      return new TokenCheck.Invalid();
    }
    return clock.instant().isBefore(known.content().expires())
        ? known.valid()
        : new TokenCheck.Expired();
  }

  private Optional<Verified> verify(TokenKind kind, String token)
      throws ParseException, JOSEException {
    if (!token.startsWith(OBJECT)) {
      return Optional.empty();
    }
    SignedJWT jwt = SignedJWT.parse(token);
    JWSHeader header = jwt.getHeader();
    if (!isOurs(header, kind)) {
      return Optional.empty();
    }
    Optional<SigningKey> key = keys.verifying(header.getKeyID());
    if (key.isEmpty()
        || !jwt.verify(new RSASSAVerifier((RSAPublicKey) key.get().pair().getPublic()))) {
      return Optional.empty();
    }
    JWTClaimsSet claims = jwt.getJWTClaimsSet();
    if (!isForUs(claims)) {
      return Optional.empty();
    }
    TokenContent content = content(claims);
    return Optional.of(new Verified(kind, content, new TokenCheck.Valid(content)));
  }

  /** Exactly the header that we write: no other algorithm, and no key from the token itself. */
  private static boolean isOurs(JWSHeader header, TokenKind kind) {
    return JWSAlgorithm.RS256.equals(header.getAlgorithm())
        && header.getType() != null
        && kind.typ().equals(header.getType().getType())
        && header.getKeyID() != null
        && header.getIncludedParams().equals(java.util.Set.of("alg", "typ", "kid"));
  }

  private boolean isForUs(JWTClaimsSet claims) {
    Date notBefore = claims.getNotBeforeTime();
    return ISSUER.equals(claims.getIssuer())
        && TokenClaims.audience(service).equals(claims.getAudience())
        && claims.getExpirationTime() != null
        && claims.getIssueTime() != null
        && claims.getJWTID() != null
        && notBefore != null
        && !notBefore.toInstant().isAfter(clock.instant().plus(SKEW));
  }

  private static TokenContent content(JWTClaimsSet claims) throws ParseException {
    Optional<TokenScope> limit = Optional.empty();
    String scope = claims.getStringClaim(SCOPE);
    if (scope != null) {
      AccountId account = new AccountId(String.valueOf(claims.getStringClaim(ACCOUNT)));
      limit = Optional.of(TokenScope.parse(account, java.util.List.of(scope)));
    }
    Instant issued = claims.getIssueTime().toInstant();
    return new TokenContent(
        TokenClaims.login(claims),
        TokenClaims.session(claims),
        limit,
        issued,
        claims.getExpirationTime().toInstant());
  }
}
