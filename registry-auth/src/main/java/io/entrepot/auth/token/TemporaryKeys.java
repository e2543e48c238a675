package io.entrepot.auth.token;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.nimbusds.jwt.JWTClaimsSet;
import io.entrepot.auth.credential.Login;
import io.entrepot.auth.credential.MasterKey;
import io.entrepot.auth.credential.MasterKeyException;
import io.entrepot.auth.credential.Secret;
import io.entrepot.auth.credential.Session;
import io.entrepot.auth.identity.UniqueIds;
import java.security.MessageDigest;
import java.text.ParseException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Date;
import java.util.Optional;

/**
 * Temporary access keys (AWS STS API reference, Credentials). Nothing is stored of them: the
 * session token holds the secret, the login and the session, sealed under the master key for this
 * key id alone. So any process with the master key knows them, nobody else can read or make one,
 * and they end with their time or with what they were given for. Any thread.
 */
public final class TemporaryKeys {
  /** What the id of every temporary key begins with. */
  public static final String PREFIX = "ASIA";

  /** Longest session token, in characters: with it a request's head stays below its limit. */
  public static final int LONGEST_TOKEN = 8192;

  private static final String SECRET = "secret";

  private final MasterKey masterKey;
  private final UniqueIds ids;
  private final InstantSource clock;

  /** A key as its owner sees it, once. */
  public record Issued(String accessKeyId, Secret secret, Secret sessionToken, Instant expires) {}

  /**
   * A key that holds.
   *
   * @param secret with which its owner signs
   */
  public record Opened(Secret secret, TokenContent content) {}

  public TemporaryKeys(MasterKey masterKey, UniqueIds ids, InstantSource clock) {
    this.masterKey = masterKey;
    this.ids = ids;
    this.clock = clock;
  }

  /**
   * Makes a key.
   *
   * @throws IllegalArgumentException when its session token would be longer than a request can
   *     carry
   */
  public Issued issue(Login login, Optional<Session> session, Instant issued, Instant expires) {
    String id = ids.temporaryAccessKey();
    String secret = ids.secretAccessKey();
    JWTClaimsSet.Builder claims =
        new JWTClaimsSet.Builder()
            .issueTime(Date.from(issued))
            .expirationTime(Date.from(expires))
            .claim(SECRET, secret);
    TokenClaims.write(login, claims);
    session.ifPresent(some -> TokenClaims.write(some, claims));
    String token =
        Base64.getEncoder()
            .encodeToString(
                masterKey.seal(sealedAs(id), claims.build().toString().getBytes(UTF_8)));
    if (token.length() > LONGEST_TOKEN) {
      throw new IllegalArgumentException(
          "a session token has at most " + LONGEST_TOKEN + " characters");
    }
    return new Issued(id, new Secret(secret), new Secret(token), expires);
  }

  /** What a session token holds, in time or not; empty when it is not ours for this key. */
  public Optional<Opened> open(String accessKeyId, String sessionToken) {
    if (sessionToken.length() > LONGEST_TOKEN) {
      return Optional.empty();
    }
    try {
      byte[] sealed = Base64.getDecoder().decode(sessionToken);
      return Optional.of(
          opened(
              JWTClaimsSet.parse(
                  new String(masterKey.unseal(sealedAs(accessKeyId), sealed), UTF_8))));
    } catch (MasterKeyException | ParseException | IllegalArgumentException e) {
      // Whatever is wrong with it, the answer to its sender is the same.
      return Optional.empty();
    }
  }

  /** Whether key, secret and session token belong together and are in time. */
  public TokenCheck check(String accessKeyId, String secret, String sessionToken) {
    Optional<Opened> opened = open(accessKeyId, sessionToken);
    boolean same =
        opened.isPresent()
            && MessageDigest.isEqual(
                opened.get().secret().reveal().getBytes(UTF_8), secret.getBytes(UTF_8));
    if (!same) {
      return new TokenCheck.Invalid();
    }
    TokenContent content = opened.get().content();
    return clock.instant().isBefore(content.expires())
        ? new TokenCheck.Valid(content)
        : new TokenCheck.Expired();
  }

  private static Opened opened(JWTClaimsSet claims) throws ParseException {
    String secret = claims.getStringClaim(SECRET);
    Date issued = claims.getIssueTime();
    Date expires = claims.getExpirationTime();
    if (secret == null || issued == null || expires == null) {
      throw new ParseException("no session", 0);
    }
    return new Opened(
        new Secret(secret),
        new TokenContent(
            TokenClaims.login(claims),
            TokenClaims.session(claims),
            Optional.empty(),
            issued.toInstant(),
            expires.toInstant()));
  }

  private static String sealedAs(String accessKeyId) {
    return "session of " + accessKeyId;
  }
}
