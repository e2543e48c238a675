package io.entrepot.server.contract;

import static io.entrepot.server.contract.GuardedExtension.basic;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.entrepot.auth.identity.IdentityName;
import io.entrepot.auth.identity.Role;
import io.entrepot.auth.token.TokenCheck;
import io.entrepot.auth.token.TokenKind;
import io.entrepot.server.main.GuardedRegistry;
import io.entrepot.server.main.IssuerServer;
import java.io.IOException;
import java.net.URLEncoder;
import java.time.Duration;
import java.util.Date;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Getting in with the token of an identity provider, and what ends it. */
@SuppressWarnings("NullAway.Init")
final class WebIdentityTest {
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

  private Answer exchange(String role, String token, String... more) {
    StringBuilder form =
        new StringBuilder("grant_type=urn:ietf:params:oauth:grant-type:token-exchange")
            .append("&subject_token_type=urn:ietf:params:oauth:token-type:jwt&subject_token=")
            .append(token)
            .append("&role=")
            .append(URLEncoder.encode(role, UTF_8))
            .append("&service=entrepot");
    for (String each : more) {
      form.append('&').append(each);
    }
    return SERVER
        .http()
        .call(
            "POST",
            "/token",
            form.toString().getBytes(UTF_8),
            "Content-Type",
            "application/x-www-form-urlencoded");
  }

  private static String session(Answer token) {
    TokenCheck check =
        SERVER.running().tokens().check(TokenKind.REGISTRY, token.json().get("token").asString());
    return ((TokenCheck.Valid) check).content().login().orElseThrow().principal().arn();
  }

  @Test
  void a_workload_pushes_and_pulls_with_its_token_as_the_password_of_its_role() {
    String name = SERVER.fresh("team/app");
    Repository repository = SERVER.repository(name, basic(rig.user(), rig.issuer.token()));
    repository.pushImage("1", "layer");
    repository.get("/manifests/1").expect(200);
    assertEquals(1, rig.issuer.fetches());
  }

  @Test
  void a_workload_gets_registry_and_refresh_tokens_for_it() {
    String name = SERVER.fresh("team/app");
    String scope = "&scope=repository:" + name + ":pull,push";
    String own = basic(rig.user(), rig.issuer.token());
    Answer answer =
        SERVER
            .http()
            .call("GET", "/token?service=entrepot&offline_token=true" + scope, "Authorization", own)
            .expect(200);
    SERVER
        .repository(name, "Bearer " + answer.json().get("token").asString())
        .pushImage("1", "layer");
    String refresh = answer.json().get("refresh_token").asString();
    for (String user : new String[] {"<token>", rig.user()}) {
      SERVER.http().call("GET", "/v2/", "Authorization", basic(user, refresh)).expect(200);
    }
    Role other = WorkloadRig.makeRole(SERVER, rig.provider, WorkloadRig.trusting(rig.provider));
    SERVER
        .http()
        .call("GET", "/v2/", "Authorization", basic(WorkloadRig.user(other), refresh))
        .expectError(401, "UNAUTHORIZED");
  }

  @Test
  void a_token_is_exchanged_for_a_registry_token_by_form() {
    String name = SERVER.fresh("team/app");
    for (String role :
        new String[] {rig.role.arn(), rig.user(), rig.user().substring("role/".length())}) {
      Answer answer =
          exchange(role, rig.issuer.token(), "scope=repository:" + name + ":pull").expect(200);
      assertEquals("Bearer", answer.json().get("token_type").asString());
      assertEquals(
          "urn:ietf:params:oauth:token-type:access_token",
          answer.json().get("issued_token_type").asString());
      assertFalse(answer.json().has("refresh_token"));
      assertTrue(
          session(answer)
              .startsWith(
                  "arn:aws:sts::123456789012:assumed-role/"
                      + rig.role.name()
                      + "/system-serviceaccount-team-puller-"),
          session(answer));
    }
  }

  @Test
  void the_session_may_be_named_and_its_refresh_token_ends_with_it() {
    Answer answer =
        exchange(
                rig.role.arn(),
                rig.issuer.token(),
                "role_session_name=run-7",
                "access_type=offline")
            .expect(200);
    assertTrue(session(answer).endsWith("/run-7"), session(answer));
    String refresh = answer.json().get("refresh_token").asString();
    String again = "grant_type=refresh_token&refresh_token=" + refresh;
    SERVER.running().pass(Duration.ofMinutes(50));
    Answer second =
        SERVER.http().call("POST", "/token", (again + "&service=entrepot").getBytes(UTF_8));
    assertEquals(600, second.expect(200).json().get("expires_in").asInt());
    SERVER.running().pass(Duration.ofMinutes(5));
    Answer third = SERVER.http().call("POST", "/token", again.getBytes(UTF_8)).expect(200);
    assertTrue(third.json().get("expires_in").asInt() <= 300, third::toString);
    SERVER.running().pass(Duration.ofMinutes(5));
    SERVER.http().call("POST", "/token", again.getBytes(UTF_8)).expectError(401, "UNAUTHORIZED");
  }

  @Test
  void a_form_that_lacks_something_is_refused() {
    exchange(rig.role.arn(), rig.issuer.token(), "role_session_name=a%20b")
        .expectError(400, "UNAUTHORIZED");
    SERVER
        .http()
        .call(
            "POST",
            "/token",
            "grant_type=urn:ietf:params:oauth:grant-type:token-exchange&subject_token=x&role=y"
                .getBytes(UTF_8))
        .expectError(400, "UNSUPPORTED");
  }

  @Test
  void what_a_token_proves_is_kept_until_it_expires() {
    String token = rig.issuer.token();
    rig.present(token).expect(200);
    rig.issuer.answer(IssuerServer.Answering.UNAVAILABLE);
    SERVER.running().pass(Duration.ofMinutes(9));
    rig.present(token).expect(200);
    SERVER.running().pass(Duration.ofMinutes(2));
    rig.expectRefused(token, "Token expired");
  }

  @Test
  void the_end_of_the_provider_ends_sessions_at_once() {
    String token = rig.issuer.token();
    rig.present(token).expect(200);
    Answer bought = exchange(rig.role.arn(), token).expect(200);
    String bearer = "Bearer " + bought.json().get("token").asString();
    SERVER.http().call("GET", "/v2/", "Authorization", bearer).expect(200);
    SERVER
        .running()
        .identities()
        .oidcProviders()
        .delete(GuardedRegistry.ACCOUNT, rig.provider.arn());
    SERVER.http().call("GET", "/v2/", "Authorization", bearer).expectError(401, "UNAUTHORIZED");
    rig.present(token).expectError(401, "UNAUTHORIZED");
    rig.expectRefused(token, "no identity provider is registered for the issuer");
  }

  @Test
  void the_end_of_the_role_ends_sessions_at_once() {
    String token = rig.issuer.token();
    rig.present(token).expect(200);
    String bearer =
        "Bearer " + exchange(rig.role.arn(), token).expect(200).json().get("token").asString();
    IdentityName role = IdentityName.role(GuardedRegistry.ACCOUNT, rig.role.name());
    SERVER.running().identities().identityPolicies().deleteInline(role, "own");
    SERVER.running().identities().roles().delete(GuardedRegistry.ACCOUNT, rig.role.name());
    SERVER.http().call("GET", "/v2/", "Authorization", bearer).expectError(401, "UNAUTHORIZED");
    rig.present(token).expectError(401, "UNAUTHORIZED");
    rig.expectRefused(token, "there is no role");
  }

  @Test
  void a_trust_policy_chooses_by_subject_and_audience_and_any_claim() {
    rig.expectRefused(
        rig.issuer.token(claims -> claims.subject("system:serviceaccount:other:puller")),
        "whose trust policy lets in the subject system:serviceaccount:other:puller");
    rig.expectRefused(
        rig.issuer.token(claims -> claims.audience("second")), "with the audience second");
    Role role =
        WorkloadRig.makeRole(
            SERVER,
            rig.provider,
            WorkloadRig.trusting(
                rig.provider,
                "\"StringEquals\":{\""
                    + rig.provider.name()
                    + ":ref_protected\":\"true\",\"aws:FederatedProvider\":\""
                    + rig.provider.arn()
                    + "\"},\"StringLike\":{\"sts:RoleSessionName\":\"run-*\"},"
                    + "\"ForAnyValue:StringEquals\":{\""
                    + rig.provider.name()
                    + ":amr\":\"mfa\"}"));
    String good =
        rig.issuer.token(claims ->
            claims.claim("ref_protected", true).claim("amr", new String[] {"pwd", "mfa"}));
    exchange(role.arn(), good, "role_session_name=run-1").expect(200);
    exchange(role.arn(), good, "role_session_name=walk").expectError(401, "UNAUTHORIZED");
    exchange(role.arn(), rig.issuer.token(), "role_session_name=run-1")
        .expectError(401, "UNAUTHORIZED");
  }

  @Test
  void nothing_is_told_of_a_role_to_whom_has_no_good_token() {
    String bad =
        rig.issuer.token(
            claims -> claims.expirationTime(Date.from(SERVER.running().now().minusSeconds(60))));
    String there = exchange(rig.role.arn(), bad).expectError(401, "UNAUTHORIZED").text();
    String missing = exchange(rig.role.arn() + "x", bad).expectError(401, "UNAUTHORIZED").text();
    assertEquals(there, missing);
    Role distrusting =
        WorkloadRig.makeRole(
            SERVER,
            rig.provider,
            WorkloadRig.trusting(
                rig.provider, "\"StringEquals\":{\"" + rig.provider.name() + ":sub\":\"x\"}"));
    String good = rig.issuer.token();
    String shut = exchange(distrusting.arn(), good).expectError(401, "UNAUTHORIZED").text();
    String gone = exchange(distrusting.arn() + "x", good).expectError(401, "UNAUTHORIZED").text();
    assertEquals(shut, gone.replace(distrusting.name() + "x", distrusting.name()));
    exchange("arn:aws:iam::999999999999:role/a", good).expectError(401, "UNAUTHORIZED");
  }
}
