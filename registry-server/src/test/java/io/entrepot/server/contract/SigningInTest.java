package io.entrepot.server.contract;

import static io.entrepot.server.contract.GuardedExtension.CREATE;
import static io.entrepot.server.contract.GuardedExtension.PULL;
import static io.entrepot.server.contract.GuardedExtension.PUSH;
import static io.entrepot.server.contract.GuardedExtension.allowing;
import static io.entrepot.server.contract.GuardedExtension.arn;
import static io.entrepot.server.contract.GuardedExtension.basic;
import static io.entrepot.server.contract.GuardedExtension.statement;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.entrepot.auth.credential.Login;
import io.entrepot.auth.identity.IdentityName;
import io.entrepot.auth.identity.NewAccessKey;
import io.entrepot.auth.token.TokenContent;
import io.entrepot.auth.token.TokenKind;
import io.entrepot.server.main.GuardedRegistry;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Getting in, with each kind of credential, and being kept out. */
final class SigningInTest {
  @RegisterExtension static final GuardedExtension SERVER = new GuardedExtension();

  private static final String ALL = "\"ecr:*\"";

  private static String challenge(String rest) {
    return "Bearer realm=\"http://127.0.0.1:"
        + SERVER.running().address().getPort()
        + "/token\",service=\"entrepot\""
        + rest;
  }

  private static IdentityName pusher(String repository) {
    return SERVER.user(allowing(PUSH + "," + PULL + "," + CREATE, repository));
  }

  @Test
  void nobody_gets_in_without_credentials_and_is_told_where_a_token_is() {
    SERVER
        .http()
        .call("GET", "/v2/")
        .expectError(401, "UNAUTHORIZED")
        .expectHeader("WWW-Authenticate", challenge(""));
    SERVER
        .http()
        .call("GET", "/v2/a/b/manifests/1")
        .expectError(401, "UNAUTHORIZED")
        .expectHeader("WWW-Authenticate", challenge(",scope=\"repository:a/b:pull\""));
    SERVER
        .http()
        .call("POST", "/v2/a/b/blobs/uploads/")
        .expectError(401, "UNAUTHORIZED")
        .expectHeader("WWW-Authenticate", challenge(",scope=\"repository:a/b:pull,push\""));
    SERVER
        .http()
        .call("DELETE", "/v2/a/b/manifests/1")
        .expectError(401, "UNAUTHORIZED")
        .expectHeader("WWW-Authenticate", challenge(",scope=\"repository:a/b:delete\""));
    SERVER
        .http()
        .call("GET", "/v2/_catalog")
        .expectError(401, "UNAUTHORIZED")
        .expectHeader("WWW-Authenticate", challenge(",scope=\"registry:catalog:*\""));
  }

  @Test
  void a_user_pushes_and_pulls_with_its_password() {
    String name = SERVER.fresh("team/app");
    Repository repository = SERVER.repository(name, basic(pusher(name)));
    repository.pushImage("1", "layer");
    repository.get("/manifests/1").expect(200);
    repository.get("/tags/list").expect(200);
    repository.http().call("GET", "/v2/").expect(200);
  }

  @Test
  void a_user_pushes_and_pulls_with_an_access_key() {
    String name = SERVER.fresh("team/app");
    NewAccessKey key = SERVER.key(pusher(name));
    Repository repository = SERVER.repository(name, basic(key.key().id(), key.secret().reveal()));
    repository.pushImage("1", "layer").bytes();
    repository.get("/manifests/1").expect(200);
  }

  @Test
  void a_user_pushes_and_pulls_with_a_registry_token() {
    String name = SERVER.fresh("team/app");
    String token = SERVER.bearer(basic(pusher(name)), "repository:" + name + ":pull,push");
    Repository repository = SERVER.repository(name, token);
    repository.pushImage("1", "layer");
    repository.get("/manifests/1").expect(200);
    repository.http().call("GET", "/v2/").expect(200);
  }

  @Test
  void an_authorization_token_is_the_password_of_aws() {
    String name = SERVER.fresh("team/app");
    IdentityName user = pusher(name);
    String aws = basic("AWS", authorizationToken(user));
    Repository repository = SERVER.repository(name, aws);
    repository.pushImage("1", "layer");
    SERVER
        .repository(name, SERVER.bearer(aws, "repository:" + name + ":pull"))
        .get("/manifests/1")
        .expect(200);
  }

  private static String authorizationToken(IdentityName user) {
    Login login =
        SERVER
            .running()
            .identities()
            .logins()
            .password(user.account(), user.name(), GuardedExtension.PASSWORD)
            .orElseThrow();
    return SERVER
        .running()
        .tokens()
        .issue(
            TokenKind.AUTHORIZATION,
            new TokenContent(
                Optional.of(login),
                Optional.empty(),
                Optional.empty(),
                SERVER.running().now(),
                SERVER.running().now().plus(TokenKind.AUTHORIZATION_LIFE)));
  }

  @Test
  void a_refresh_token_buys_registry_tokens_until_its_password_is_changed() {
    String name = SERVER.fresh("team/app");
    IdentityName user = pusher(name);
    Answer first =
        SERVER
            .http()
            .call(
                "GET",
                "/token?service=entrepot&offline_token=true&account=" + user.name(),
                "Authorization",
                basic(user))
            .expect(200);
    String refresh = first.json().get("refresh_token").asString();
    Answer second = refreshed(refresh, name).expect(200);
    assertEquals(600, second.json().get("expires_in").asInt());
    SERVER
        .repository(name, "Bearer " + second.json().get("access_token").asString())
        .pushImage("1", "layer");
    SERVER.running().identities().loginProfiles().update(user, "another-Horse-8-staple");
    refreshed(refresh, name).expectError(401, "UNAUTHORIZED");
  }

  private static Answer refreshed(String refresh, String repository) {
    return form(
        "grant_type=refresh_token&service=entrepot&client_id=docker&refresh_token="
            + refresh
            + "&scope=repository:"
            + repository
            + ":pull,push");
  }

  private static Answer form(String text) {
    return SERVER
        .http()
        .call(
            "POST",
            "/token",
            text.getBytes(UTF_8),
            "Content-Type",
            "application/x-www-form-urlencoded");
  }

  @Test
  void a_form_takes_a_password_and_refuses_a_wrong_one() {
    IdentityName user = pusher("x");
    String form = "grant_type=password&service=entrepot&username=" + user.name() + "&password=";
    Answer right = form(form + GuardedExtension.PASSWORD + "&access_type=offline").expect(200);
    assertTrue(right.json().has("refresh_token"), right.toString());
    form(form + "wrong").expectError(401, "UNAUTHORIZED");
    form("grant_type=client_credentials").expectError(400, "UNSUPPORTED");
    form("grant_type=password&username=x").expectError(400, "UNSUPPORTED");
    form("a=" + "b".repeat(70_000)).expectError(413, "SIZE_INVALID");
  }

  @Test
  void a_token_without_credentials_is_nobodys_and_reads_what_is_public() {
    String name = SERVER.fresh("open/app");
    SERVER.repository(name, basic(pusher(name))).pushImage("1", "layer");
    String nobody = SERVER.bearer("", "repository:" + name + ":pull");
    SERVER.repository(name, nobody).get("/manifests/1").expectError(401, "UNAUTHORIZED");
    SERVER
        .running()
        .governance()
        .setPolicy(
            new io.entrepot.storage.oci.RepositoryKey(
                new io.entrepot.storage.oci.RegistryId(GuardedRegistry.ACCOUNT.value()),
                new io.entrepot.storage.oci.RepositoryName(name)),
            "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Principal\":\"*\","
                + "\"Action\":["
                + PULL
                + "]}]}");
    SERVER.repository(name, nobody).get("/manifests/1").expect(200);
    SERVER.http().call("GET", "/v2/" + name + "/manifests/1").expect(200);
    SERVER.http().call("POST", "/v2/" + name + "/blobs/uploads/").expectError(401, "UNAUTHORIZED");
  }

  @Test
  void what_no_policy_allows_is_denied_in_the_words_of_aws() {
    IdentityName user = pusher("mine");
    Answer refused =
        SERVER
            .http()
            .call("GET", "/v2/other/manifests/1", "Authorization", basic(user))
            .expectError(403, "DENIED");
    assertEquals(
        "User: arn:aws:iam::"
            + GuardedRegistry.ACCOUNT
            + ":user/"
            + user.name()
            + " is not authorized to perform: ecr:BatchGetImage on resource: "
            + arn("other")
            + " because no identity-based policy allows the ecr:BatchGetImage action",
        refused.json().get("errors").get(0).get("message").asString());
    assertFalse(refused.has("WWW-Authenticate"));
  }

  @Test
  void wrong_and_malformed_credentials_are_told_apart() {
    IdentityName user = pusher("x");
    HttpCalls http = SERVER.http();
    http.call("GET", "/v2/", "Authorization", basic(user.name(), "wrong"))
        .expectError(401, "UNAUTHORIZED")
        .expectHeader("WWW-Authenticate", challenge(""));
    http.call("GET", "/token", "Authorization", basic(user.name(), "wrong"))
        .expectError(401, "UNAUTHORIZED");
    http.call("GET", "/v2/", "Authorization", basic(SERVER.fresh("nobody"), "wrong"))
        .expectError(401, "UNAUTHORIZED");
    http.call("GET", "/v2/", "Authorization", "Basic !!!").expectError(400, "UNAUTHORIZED");
    http.call("GET", "/v2/", "Authorization", "Basic bm9jb2xvbg==")
        .expectError(400, "UNAUTHORIZED");
    String twice = basic(user.name(), "wrong");
    http.call("GET", "/v2/", "Authorization", twice, "Authorization", twice)
        .expectError(400, "UNAUTHORIZED");
    http.call("GET", "/v2/", "Authorization", "Digest x").expectError(401, "UNAUTHORIZED");
    http.call("GET", "/v2/", "Authorization", "Bearer x.y.z")
        .expectError(401, "UNAUTHORIZED")
        .expectHeader("WWW-Authenticate", challenge(",error=\"invalid_token\""));
  }

  @Test
  void a_token_covers_its_scope_and_nothing_else() {
    String name = SERVER.fresh("team/app");
    IdentityName user = SERVER.user(allowing(ALL, "*"));
    SERVER.repository(name, basic(user)).pushImage("1", "layer");
    Repository pulling =
        SERVER.repository(name, SERVER.bearer(basic(user), "repository:" + name + ":pull"));
    pulling.get("/manifests/1").expect(200);
    pulling
        .delete("/manifests/1")
        .expectError(401, "UNAUTHORIZED")
        .expectHeader(
            "WWW-Authenticate",
            challenge(",scope=\"repository:" + name + ":delete\",error=\"insufficient_scope\""));
    pulling.http().call("POST", pulling.path("/blobs/uploads/")).expect(401);
    pulling.http().call("GET", "/v2/other/manifests/1").expect(401);
    pulling.http().call("GET", "/v2/_catalog").expect(401);
    Repository pushing =
        SERVER.repository(name, SERVER.bearer(basic(user), "repository:" + name + ":pull,push"));
    pushing.delete("/manifests/1").expect(401);
    Repository deleting =
        SERVER.repository(name, SERVER.bearer(basic(user), "repository:" + name + ":delete"));
    deleting.delete("/manifests/1").expect(202);
  }

  @Test
  void a_registry_token_buys_no_other() {
    IdentityName user = SERVER.user(allowing(ALL, "*"));
    String token = SERVER.bearer(basic(user), "repository:a:pull");
    SERVER.token(token, "repository:b:pull,push").expectError(401, "UNAUTHORIZED");
  }

  @Test
  void a_token_of_one_kind_is_no_good_as_another() {
    IdentityName user = SERVER.user(allowing(ALL, "*"));
    String authorization = authorizationToken(user);
    HttpCalls http = SERVER.http();
    http.call("GET", "/v2/", "Authorization", "Bearer " + authorization).expect(401);
    http.call("GET", "/v2/", "Authorization", basic("<token>", authorization)).expect(401);
    String registry = SERVER.bearer(basic(user)).substring("Bearer ".length());
    http.call("GET", "/v2/", "Authorization", basic("AWS", registry)).expect(401);
    http.call("GET", "/v2/", "Authorization", "Bearer " + registry).expect(200);
  }

  @Test
  void a_token_of_another_service_is_not_given() {
    SERVER.http().call("GET", "/token?service=other").expectError(400, "UNSUPPORTED");
    SERVER.http().call("GET", "/token?scope=nonsense").expectError(400, "UNSUPPORTED");
  }

  @Test
  void an_expired_token_is_refused_with_a_challenge() {
    IdentityName user = SERVER.user(allowing(ALL, "*"));
    String token = SERVER.bearer(basic(user), "repository:a:pull");
    String aws = basic("AWS", authorizationToken(user));
    SERVER.http().call("GET", "/v2/", "Authorization", token).expect(200);
    SERVER.running().pass(Duration.ofMinutes(11));
    SERVER
        .http()
        .call("GET", "/v2/", "Authorization", token)
        .expectError(401, "UNAUTHORIZED")
        .expectHeader("WWW-Authenticate", challenge(",error=\"invalid_token\""));
    SERVER.http().call("GET", "/v2/", "Authorization", aws).expect(200);
    SERVER.running().pass(TokenKind.AUTHORIZATION_LIFE);
    SERVER.http().call("GET", "/v2/", "Authorization", aws).expectError(401, "UNAUTHORIZED");
    SERVER.token(aws).expectError(401, "UNAUTHORIZED");
  }

  @Test
  void a_change_takes_effect_at_once_for_what_was_issued_before() {
    String name = SERVER.fresh("team/app");
    IdentityName user = pusher(name);
    NewAccessKey key = SERVER.key(user);
    String byKey = basic(key.key().id(), key.secret().reveal());
    List<String> all =
        List.of(
            byKey,
            SERVER.bearer(byKey, "repository:" + name + ":pull"),
            basic(user),
            SERVER.bearer(basic(user), "repository:" + name + ":pull"));
    SERVER.repository(name, basic(user)).pushImage("1", "layer");
    for (String each : all) {
      SERVER.repository(name, each).get("/manifests/1").expect(200);
      SERVER.repository(name, each).get("/manifests/1").expect(200);
    }
    SERVER.running().identities().accessKeys().activate(user, key.key().id(), false);
    SERVER.repository(name, all.get(0)).get("/manifests/1").expectError(401, "UNAUTHORIZED");
    SERVER.repository(name, all.get(1)).get("/manifests/1").expectError(401, "UNAUTHORIZED");
    SERVER.repository(name, all.get(2)).get("/manifests/1").expect(200);
    SERVER.allow(
        user,
        "{\"Version\":\"2012-10-17\",\"Statement\":["
            + statement(PULL, name)
            + ",{\"Effect\":\"Deny\",\"Action\":\"ecr:BatchGetImage\",\"Resource\":\"*\"}]}");
    SERVER.repository(name, all.get(2)).get("/manifests/1").expectError(403, "DENIED");
    SERVER.repository(name, all.get(3)).get("/manifests/1").expectError(403, "DENIED");
    SERVER.running().identities().loginProfiles().delete(user);
    SERVER.repository(name, all.get(2)).get("/manifests/1").expectError(401, "UNAUTHORIZED");
    SERVER.repository(name, all.get(3)).get("/manifests/1").expectError(401, "UNAUTHORIZED");
  }

  @Test
  void guessing_is_slowed_and_a_stranger_locks_nobody_out() {
    IdentityName guessed = SERVER.user(allowing(ALL, "*"));
    IdentityName known = SERVER.user(allowing(ALL, "*"));
    HttpCalls http = SERVER.http();
    http.call("GET", "/v2/", "Authorization", basic(known)).expect(200);
    for (int i = 0; i < 10; i++) {
      http.call("GET", "/v2/", "Authorization", basic(guessed.name(), "guess" + i)).expect(401);
    }
    Answer slowed =
        http.call("GET", "/v2/", "Authorization", basic(guessed))
            .expectError(429, "TOOMANYREQUESTS");
    assertTrue(Integer.parseInt(slowed.header("Retry-After")) > 0);
    http.call("GET", "/v2/", "Authorization", basic(known)).expect(200);
    SERVER.running().pass(Duration.ofSeconds(11));
    http.call("GET", "/v2/", "Authorization", basic(guessed)).expect(200);
  }
}
