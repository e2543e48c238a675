package io.entrepot.server.contract;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.util.Base64;
import com.nimbusds.jose.util.Base64URL;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import io.entrepot.auth.identity.NewOidcProvider;
import io.entrepot.server.main.GuardedRegistry;
import io.entrepot.server.main.IssuerServer;
import io.entrepot.server.main.IssuerServer.Answering;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tokens of identity providers that let nobody in, each with its reason. */
@SuppressWarnings("NullAway.Init")
final class WebIdentityRefusalsTest {
  @RegisterExtension static final GuardedExtension SERVER = new GuardedExtension();

  private WorkloadRig rig;

  @BeforeEach
  void start() throws IOException {
    rig = WorkloadRig.of(SERVER);
  }

  @AfterEach
  void stop() {
    rig.close();
  }

  private Instant now() {
    return SERVER.running().now();
  }

  @Test
  void an_unsigned_token() {
    rig.expectRefused(
        new PlainJWT(rig.issuer.claims(claims -> claims)).serialize(), "not a signed JWT");
  }

  @ParameterizedTest
  @ValueSource(strings = {"pem", "der", "modulus"})
  void a_token_signed_with_the_public_key_as_a_shared_secret(String form) throws Exception {
    RSAKey key = rig.issuer.key();
    byte[] der = key.toRSAPublicKey().getEncoded();
    byte[] secret =
        switch (form) {
          case "pem" ->
              ("-----BEGIN PUBLIC KEY-----\n" + Base64.encode(der) + "\n-----END PUBLIC KEY-----\n")
                  .getBytes(UTF_8);
          case "der" -> der;
          default -> key.getModulus().decode();
        };
    SignedJWT token =
        new SignedJWT(
            rig.issuer.header(JWSAlgorithm.HS256).build(), rig.issuer.claims(claims -> claims));
    token.sign(new MACSigner(secret));
    rig.expectRefused(token.serialize(), "HS256 are not accepted");
  }

  @Test
  void a_token_that_brings_its_own_key() throws JOSEException {
    RSAKey own = IssuerServer.rsa(rig.issuer.key().getKeyID());
    for (JWSHeader.Builder header :
        List.of(
            rig.issuer.header(JWSAlgorithm.RS256).jwk(own.toPublicJWK()),
            rig.issuer.header(JWSAlgorithm.RS256).jwkURL(URI.create(rig.issuer.url() + "/keys")),
            rig.issuer.header(JWSAlgorithm.RS256).x509CertURL(URI.create("https://127.0.0.1/c")),
            rig.issuer
                .header(JWSAlgorithm.RS256)
                .x509CertChain(List.of(Base64.encode("certificate"))))) {
      rig.expectRefused(
          IssuerServer.sign(header, rig.issuer.claims(claims -> claims), own),
          "brings its own key");
    }
    assertEquals(0, rig.issuer.fetches());
  }

  @Test
  void a_token_of_another_key_of_the_same_name() {
    RSAKey own = IssuerServer.rsa(rig.issuer.key().getKeyID());
    rig.expectRefused(
        IssuerServer.sign(
            rig.issuer.header(JWSAlgorithm.RS256), rig.issuer.claims(claims -> claims), own),
        "signature is not its issuer's");
    String token = rig.issuer.token();
    int payload = token.indexOf('.') + 1;
    String changed =
        token.substring(0, payload)
            + Base64URL.encode(rig.issuer.claims(claims -> claims.subject("admin")).toString())
            + token.substring(token.lastIndexOf('.'));
    rig.expectRefused(changed, "signature is not its issuer's");
  }

  @Test
  void a_token_of_another_type_or_with_critical_parameters() {
    rig.expectRefused(
        IssuerServer.sign(
            rig.issuer.header(JWSAlgorithm.RS256).type(new JOSEObjectType("logout+jwt")),
            rig.issuer.claims(claims -> claims),
            rig.issuer.key()),
        "type logout+jwt");
    rig.expectRefused(
        IssuerServer.sign(
            rig.issuer
                .header(JWSAlgorithm.RS256)
                .customParam("b", 1)
                .criticalParams(java.util.Set.of("b")),
            rig.issuer.claims(claims -> claims),
            rig.issuer.key()),
        "critical");
  }

  @Test
  void a_token_of_an_issuer_that_is_not_registered() {
    String elsewhere = "https://elsewhere.example.org";
    rig.expectRefused(
        rig.issuer.token(claims -> claims.issuer(elsewhere)),
        "no identity provider is registered for the issuer " + elsewhere);
    rig.expectRefused(
        rig.issuer.token(claims -> claims.issuer(rig.issuer.url() + "/")), "no identity provider");
    assertEquals(0, rig.issuer.fetches());
  }

  @Test
  void a_token_for_another_audience() {
    rig.expectRefused(
        rig.issuer.token(claims -> claims.audience("sts.amazonaws.com")),
        "Incorrect token audience: sts.amazonaws.com");
  }

  @Test
  void a_token_out_of_its_time_beyond_the_leeway() {
    rig.expectRefused(
        rig.issuer.token(
            claims -> claims.expirationTime(Date.from(now().minus(Duration.ofSeconds(31))))),
        "Token expired");
    rig.present(
            rig.issuer.token(
                claims -> claims.expirationTime(Date.from(now().minus(Duration.ofSeconds(20))))))
        .expect(200);
    Date tomorrow = Date.from(now().plus(Duration.ofMinutes(1)));
    rig.expectRefused(rig.issuer.token(claims -> claims.notBeforeTime(tomorrow)), "not good yet");
    rig.expectRefused(rig.issuer.token(claims -> claims.issueTime(tomorrow)), "not good yet");
    rig.expectRefused(
        rig.issuer.token(claims -> claims.issueTime(Date.from(now().minus(Duration.ofHours(25))))),
        "within 24 hours");
  }

  @ParameterizedTest
  @ValueSource(strings = {"iss", "sub", "aud", "exp", "iat"})
  void a_token_that_lacks_a_claim(String name) {
    rig.expectRefused(
        rig.issuer.token(claims -> claims.claim(name, null)), "Missing a required claim: " + name);
  }

  @Test
  void what_is_no_token_or_too_long_a_one() {
    rig.expectRefused("correct-Horse-7-staple", "not a signed JWT");
    rig.expectRefused("a.b.c", "not a signed JWT");
    // Its header is null in JSON.
    rig.expectRefused("bnVsbA.e30.AAAA", "not a signed JWT");
    rig.expectRefused("", "not a signed JWT");
    String form =
        "grant_type=urn:ietf:params:oauth:grant-type:token-exchange"
            + "&subject_token_type=urn:ietf:params:oauth:token-type:jwt&role="
            + rig.role.arn()
            + "&subject_token=";
    for (int length : new int[] {20_000, 20_001}) {
      String message =
          SERVER
              .http()
              .call("POST", "/token", (form + "x".repeat(length)).getBytes(UTF_8))
              .expectError(401, "UNAUTHORIZED")
              .text();
      assertEquals(length > 20_000, message.contains("longer than 20000"), message);
    }
  }

  @Test
  void an_unknown_key_is_asked_for_but_not_again_and_again() {
    rig.present(rig.issuer.token()).expect(200);
    assertEquals(1, rig.issuer.fetches());
    RSAKey stranger = IssuerServer.rsa("stranger");
    SERVER.running().pass(Duration.ofSeconds(11));
    for (int i = 0; i < 5; i++) {
      String subject = "s" + i;
      rig.expectRefused(
          IssuerServer.sign(
              new JWSHeader.Builder(JWSAlgorithm.RS256).keyID("stranger"),
              rig.issuer.claims(claims -> claims.subject(subject)),
              stranger),
          "has no key");
    }
    assertEquals(2, rig.issuer.fetches());
  }

  @Test
  void a_rotated_key_is_found_at_once_and_the_old_one_no_longer_good() {
    String old = rig.issuer.token();
    rig.present(rig.issuer.token(claims -> claims.jwtID("1"))).expect(200);
    SERVER.running().pass(Duration.ofSeconds(11));
    rig.issuer.rotate("second");
    rig.present(rig.issuer.token()).expect(200);
    assertEquals(2, rig.issuer.fetches());
    rig.expectRefused(old, "has no key");
  }

  @ParameterizedTest
  @EnumSource(
      value = Answering.class,
      names = {"WELL"},
      mode = EnumSource.Mode.EXCLUDE)
  void a_token_whose_issuer_does_not_give_its_keys(Answering how) {
    rig.issuer.answer(how);
    rig.expectRefused(rig.issuer.token(), "the keys of the issuer " + rig.issuer.url());
    if (how == Answering.REDIRECTING) {
      assertEquals(0, rig.issuer.fetches());
    }
  }

  @Test
  void an_issuer_that_is_gone() {
    rig.issuer.close();
    rig.expectRefused(rig.issuer.token(), "could not be fetched");
  }

  @Test
  void keys_are_good_for_a_day_while_the_issuer_is_away() {
    rig.present(rig.issuer.token()).expect(200);
    rig.issuer.answer(Answering.UNAVAILABLE);
    SERVER.running().pass(Duration.ofHours(23));
    rig.present(rig.issuer.token()).expect(200);
    SERVER.running().pass(Duration.ofMinutes(61));
    rig.expectRefused(rig.issuer.token(), "could not be fetched");
    rig.issuer.answer(Answering.WELL);
    SERVER.running().pass(Duration.ofSeconds(11));
    rig.present(rig.issuer.token(claims -> claims.jwtID("back"))).expect(200);
  }

  @Test
  void keys_of_elliptic_curves_and_other_paddings_are_taken_and_weak_ones_passed_over() {
    ECKey p256 = IssuerServer.ec(Curve.P_256, "p256");
    ECKey p384 = IssuerServer.ec(Curve.P_384, "p384");
    ECKey p521 = IssuerServer.ec(Curve.P_521, "p521");
    rig.issuer.publish(rig.issuer.key(), p256, p384, p521);
    var claims = rig.issuer.claims(builder -> builder);
    var rsa = rig.issuer.key();
    for (JWSAlgorithm algorithm :
        List.of(JWSAlgorithm.RS384, JWSAlgorithm.RS512, JWSAlgorithm.PS256, JWSAlgorithm.PS512)) {
      rig.present(IssuerServer.sign(rig.issuer.header(algorithm), claims, rsa)).expect(200);
    }
    var es256 = new JWSHeader.Builder(JWSAlgorithm.ES256).keyID("p256");
    rig.present(IssuerServer.sign(es256, claims, p256)).expect(200);
    var es384 = new JWSHeader.Builder(JWSAlgorithm.ES384).keyID("p384");
    rig.present(IssuerServer.sign(es384, claims, p384)).expect(200);
    var es512 = new JWSHeader.Builder(JWSAlgorithm.ES512).keyID("p521");
    rig.expectRefused(IssuerServer.sign(es512, claims, p521), "ES512 are not accepted");
    var crossed = new JWSHeader.Builder(JWSAlgorithm.ES256).keyID("p384");
    String forged =
        crossed.build().toBase64URL() + "." + Base64URL.encode(claims.toString()) + ".AAAA";
    rig.expectRefused(forged, "signature is not its issuer's");
  }

  @Test
  void a_token_of_a_provider_that_the_role_does_not_trust() throws IOException {
    try (IssuerServer other = IssuerServer.start(SERVER.running()::now)) {
      rig.expectRefused(other.token(), "no identity provider is registered");
      SERVER
          .running()
          .identities()
          .oidcProviders()
          .create(
              new NewOidcProvider(
                  GuardedRegistry.ACCOUNT,
                  other.url(),
                  List.of(IssuerServer.AUDIENCE),
                  List.of(),
                  Map.of()));
      rig.expectRefused(other.token(), "there is no role");
    }
  }
}
