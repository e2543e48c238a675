package io.entrepot.auth.token;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import io.entrepot.auth.credential.Credential;
import io.entrepot.auth.credential.Login;
import io.entrepot.auth.principal.AccountId;
import io.entrepot.auth.principal.Principal;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.Signature;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The ways in which verifiers of JWTs were deceived (RFC 8725), each tried. */
final class TokensTest {
  private static final Instant START = Instant.parse("2026-11-21T10:00:00Z");
  private static final AccountId ACCOUNT = new AccountId("123456789012");
  private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

  private Instant now = START;
  private final Shelf shelf = new Shelf();
  private final Tokens tokens = new Tokens("entrepot", new KeyRing(shelf, () -> now), () -> now);

  /** Keys in memory. */
  private static final class Shelf implements KeyShelf {
    private final List<SigningKey> keys = new ArrayList<>();

    @Override
    public List<SigningKey> keys() {
      return List.copyOf(keys);
    }

    @Override
    public void add(SigningKey key) {
      keys.add(key);
    }

    @Override
    public void remove(String id) {
      keys.removeIf(key -> key.id().equals(id));
    }
  }

  private TokenContent content() {
    return new TokenContent(
        Optional.of(
            new Login(
                new Principal.User(ACCOUNT, "/", "ann", "AIDAANN"), new Credential.Password(1))),
        Optional.empty(),
        Optional.empty(),
        now,
        now.plus(Duration.ofMinutes(10)));
  }

  private String good() {
    return tokens.issue(TokenKind.AUTHORIZATION, content());
  }

  private SigningKey key() {
    tokens.prepare();
    return shelf.keys.getFirst();
  }

  private static String part(String token, int index) {
    return token.split("\\.", -1)[index];
  }

  private static String text(String base64) {
    return new String(Base64.getUrlDecoder().decode(base64), UTF_8);
  }

  private static String base64(String text) {
    return BASE64.encodeToString(text.getBytes(UTF_8));
  }

  private String header(String algorithm, String more) {
    return "{\"alg\":\""
        + algorithm
        + "\",\"typ\":\""
        + TokenKind.AUTHORIZATION.typ()
        + "\",\"kid\":\""
        + key().id()
        + "\""
        + more
        + "}";
  }

  private static String rsa(String header, String payload, String name, PrivateKey key) {
    try {
      String content = base64(header) + "." + payload;
      Signature signature = Signature.getInstance(name);
      signature.initSign(key);
      signature.update(content.getBytes(UTF_8));
      return content + "." + BASE64.encodeToString(signature.sign());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String hmac(String header, String payload, byte[] secret) {
    try {
      String content = base64(header) + "." + payload;
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(secret, "HmacSHA256"));
      return content + "." + BASE64.encodeToString(mac.doFinal(content.getBytes(UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static KeyPair pair() {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
      generator.initialize(KeyRing.RSA_BITS);
      return generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private PrivateKey ours() {
    return key().pair().getPrivate();
  }

  private void refused(String token) {
    assertInstanceOf(TokenCheck.Invalid.class, tokens.check(TokenKind.AUTHORIZATION, token), token);
    assertInstanceOf(
        TokenCheck.Invalid.class, tokens.check(TokenKind.AUTHORIZATION, token), "the second time");
  }

  @Test
  void a_token_of_ours_is_good_and_the_forger_of_this_test_can_make_one() {
    String token = good();
    assertEquals(new TokenCheck.Valid(content()), tokens.check(TokenKind.AUTHORIZATION, token));
    String same = rsa(header("RS256", ""), part(token, 1), "SHA256withRSA", ours());
    assertInstanceOf(TokenCheck.Valid.class, tokens.check(TokenKind.AUTHORIZATION, same));
  }

  @ParameterizedTest
  @ValueSource(strings = {"none", "None", "NONE", "nOnE", ""})
  void a_token_that_says_it_is_not_signed_is_refused(String algorithm) {
    String token = good();
    String header = base64(header(algorithm, ""));
    refused(header + "." + part(token, 1) + ".");
    refused(header + "." + part(token, 1) + "." + part(token, 2));
    refused(header + "." + part(token, 1));
  }

  @Test
  void a_token_signed_by_hs256_with_the_public_key_is_refused() {
    Key publicKey = key().pair().getPublic();
    String pem =
        "-----BEGIN PUBLIC KEY-----\n"
            + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(publicKey.getEncoded())
            + "\n-----END PUBLIC KEY-----\n";
    String payload = part(good(), 1);
    for (byte[] secret :
        List.of(
            publicKey.getEncoded(),
            pem.getBytes(UTF_8),
            pem.strip().getBytes(UTF_8),
            new byte[] {0})) {
      refused(hmac(header("HS256", ""), payload, secret));
      refused(hmac(header("RS256", ""), payload, secret));
    }
  }

  @Test
  void another_algorithm_is_refused_even_with_our_own_key() {
    String payload = part(good(), 1);
    refused(rsa(header("RS512", ""), payload, "SHA512withRSA", ours()));
    refused(rsa(header("RS384", ""), payload, "SHA384withRSA", ours()));
    refused(rsa(header("RS256", ""), payload, "SHA512withRSA", ours()));
    refused(rsa(header("PS256", ""), payload, "SHA256withRSA", ours()));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        ",\"jwk\":{\"kty\":\"RSA\",\"n\":\"MODULUS\",\"e\":\"AQAB\"}",
        ",\"jku\":\"https://attacker.example/keys\"",
        ",\"x5u\":\"https://attacker.example/chain\"",
        ",\"x5c\":[\"MIIB\"]",
        ",\"crit\":[\"exp\"]",
        ",\"b64\":false,\"crit\":[\"b64\"]",
        ",\"zip\":\"DEF\"",
        ",\"cty\":\"JWT\"",
        ",\"alg\":\"none\"",
      })
  void a_header_with_a_key_of_its_own_or_anything_more_is_refused(String more) {
    KeyPair stranger = pair();
    java.security.interfaces.RSAPublicKey publicKey =
        (java.security.interfaces.RSAPublicKey) stranger.getPublic();
    String filled =
        more.replace("MODULUS", BASE64.encodeToString(publicKey.getModulus().toByteArray()));
    String payload = part(good(), 1);
    refused(rsa(header("RS256", filled), payload, "SHA256withRSA", stranger.getPrivate()));
    refused(rsa(header("RS256", filled), payload, "SHA256withRSA", ours()));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "unknown", "../../../../dev/null", "' OR 1=1 --", "http://attacker.example/"})
  void a_key_id_that_is_none_of_ours_is_refused(String id) {
    String header =
        "{\"alg\":\"RS256\",\"typ\":\""
            + TokenKind.AUTHORIZATION.typ()
            + "\",\"kid\":\""
            + id
            + "\"}";
    refused(rsa(header, part(good(), 1), "SHA256withRSA", ours()));
    String without = "{\"alg\":\"RS256\",\"typ\":\"" + TokenKind.AUTHORIZATION.typ() + "\"}";
    refused(rsa(without, part(good(), 1), "SHA256withRSA", ours()));
  }

  @Test
  void a_key_of_somebody_else_is_refused_under_our_key_id() {
    refused(rsa(header("RS256", ""), part(good(), 1), "SHA256withRSA", pair().getPrivate()));
  }

  @Test
  void a_changed_claim_is_refused() {
    String token = good();
    String root = text(part(token, 1)).replace("\"kind\":\"user\"", "\"kind\":\"root\"");
    assertEquals(false, root.equals(text(part(token, 1))));
    refused(part(token, 0) + "." + base64(root) + "." + part(token, 2));
    String later = text(part(token, 1)).replace("\"exp\":", "\"exp\":9");
    refused(part(token, 0) + "." + base64(later) + "." + part(token, 2));
  }

  /** Each row: what stands in a token of ours, and what a forger with our key would write there. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"iss\":\"entrepot\" => \"iss\":\"other\"",
        "\"iss\":\"entrepot\" => \"isz\":\"entrepot\"",
        "\"aud\":\"entrepot\" => \"aud\":\"other\"",
        "\"aud\":\"entrepot\" => \"aud\":[\"other\",\"entrepot\"]",
        "\"aud\":\"entrepot\" => \"aud\":[]",
        "\"aud\":\"entrepot\" => \"aux\":\"entrepot\"",
        "\"exp\": => \"exq\":",
        "\"nbf\": => \"nbg\":",
        "\"nbf\": => \"nbf\":9",
        "\"iat\": => \"iau\":",
        "\"jti\": => \"jtj\":",
        "\"kind\":\"user\" => \"kind\":\"owner\"",
        "\"account\":\"123456789012\" => \"account\":\"12345678901\"",
      })
  void claims_that_are_not_as_we_write_them_are_refused(String row) {
    String claims = text(part(good(), 1));
    String[] change = row.split(" => ");
    assertEquals(true, claims.contains(change[0]), claims);
    String changed = claims.replace(change[0], change[1]);
    refused(rsa(header("RS256", ""), base64(changed), "SHA256withRSA", ours()));
  }

  @ParameterizedTest
  @EnumSource(TokenKind.class)
  void a_token_of_one_kind_is_no_good_as_another_whichever_is_asked_first(TokenKind kind) {
    String token = tokens.issue(kind, content());
    for (int round = 0; round < 2; round++) {
      for (TokenKind other : TokenKind.values()) {
        TokenCheck check = tokens.check(other, token);
        assertEquals(other == kind, check instanceof TokenCheck.Valid, kind + " as " + other);
      }
    }
  }

  @Test
  void a_token_of_another_service_or_another_server_is_refused() {
    Tokens service = new Tokens("other", new KeyRing(shelf, () -> now), () -> now);
    refused(service.issue(TokenKind.AUTHORIZATION, content()));
    Tokens server = new Tokens("entrepot", new KeyRing(new Shelf(), () -> now), () -> now);
    refused(server.issue(TokenKind.AUTHORIZATION, content()));
  }

  @Test
  void other_spellings_of_a_good_token_are_refused() {
    String token = good();
    String signature = part(token, 2);
    refused(token + ".");
    refused(token + ".x");
    refused("." + token);
    refused(token.substring(0, token.length() - 8));
    refused(part(token, 0) + "." + part(token, 1) + ".");
    refused(part(token, 0) + "." + part(token, 1) + "." + "A".repeat(signature.length()));
    refused(
        "{\"payload\":\""
            + part(token, 1)
            + "\",\"protected\":\""
            + part(token, 0)
            + "\",\"signature\":\""
            + signature
            + "\"}");
    refused("a".repeat(Tokens.MAX_LENGTH + 1));
    refused("");
  }

  @ParameterizedTest
  @ValueSource(strings = {"null", "[]", "7", "\"RS256\"", "", " null", "{", "{}", "{\"alg\":null}"})
  void a_header_that_is_no_object_of_ours_is_refused_and_fails_nothing(String header) {
    String token = good();
    refused(base64(header) + "." + part(token, 1) + "." + part(token, 2));
    refused(base64(header) + "." + base64("null") + "." + part(token, 2));
  }

  @Test
  void a_token_ends_in_time_and_outlives_the_change_of_keys() {
    String token = good();
    now = START.plus(Duration.ofMinutes(10)).minusSeconds(1);
    assertInstanceOf(TokenCheck.Valid.class, tokens.check(TokenKind.AUTHORIZATION, token));
    now = START.plus(Duration.ofMinutes(10));
    assertInstanceOf(TokenCheck.Expired.class, tokens.check(TokenKind.AUTHORIZATION, token));
    String old =
        tokens.issue(
            TokenKind.REFRESH,
            new TokenContent(
                content().login(),
                Optional.empty(),
                Optional.empty(),
                now,
                now.plus(TokenKind.LONGEST)));
    now = now.plus(KeyRing.SIGNS_FOR);
    tokens.issue(TokenKind.REFRESH, content());
    assertEquals(2, shelf.keys.size());
    assertInstanceOf(TokenCheck.Valid.class, tokens.check(TokenKind.REFRESH, old));
  }
}
