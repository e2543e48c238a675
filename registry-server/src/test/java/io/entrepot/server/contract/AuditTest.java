package io.entrepot.server.contract;

import static io.entrepot.server.contract.GuardedExtension.CREATE;
import static io.entrepot.server.contract.GuardedExtension.PASSWORD;
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

import io.entrepot.auth.identity.IdentityName;
import io.entrepot.auth.identity.NewAccessKey;
import io.entrepot.server.main.GuardedRegistry;
import java.io.IOException;
import java.net.URLEncoder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.JsonNode;

/** What the audit log of a server tells of the requests that it had. */
final class AuditTest {
  @RegisterExtension static final GuardedExtension SERVER = new GuardedExtension();

  @RegisterExtension
  static final GuardedExtension WITH_PULLS = new GuardedExtension("--audit-pulls=on");

  private static final String ADMIN = allowing("\"ecr:*\"", "*");

  /** The records that a piece of work leaves, found by the marked requests of its client. */
  private static List<JsonNode> records(GuardedExtension server, String requestId)
      throws IOException {
    return server.auditRecords().stream()
        .filter(record -> record.get("requestID").asString().equals(requestId))
        .toList();
  }

  private static List<JsonNode> records(String requestId) throws IOException {
    return records(SERVER, requestId);
  }

  private static JsonNode only(String requestId) throws IOException {
    List<JsonNode> records = records(requestId);
    assertEquals(1, records.size(), records.toString());
    return records.getFirst();
  }

  private static String text(JsonNode record, String... path) {
    JsonNode at = record;
    for (String name : path) {
      at = at.path(name);
    }
    return at.asString("");
  }

  private static HttpCalls marked(String id, String... headers) {
    List<String> all = new ArrayList<>(List.of(headers));
    all.addAll(List.of("X-Request-Id", id));
    return SERVER.http().with(all.toArray(String[]::new));
  }

  @Test
  void each_change_of_a_push_leaves_a_record() throws IOException {
    String name = SERVER.fresh("audited/app");
    IdentityName pusher = SERVER.user(allowing(PUSH + "," + CREATE, "audited/*"));
    String id = SERVER.fresh("push-");
    Repository repository =
        new Repository(marked(id, "Authorization", basic(pusher), "User-Agent", "docker/28"), name);
    Documents image = repository.pushImage("v1", "content");
    List<String> names = records(id).stream().map(each -> text(each, "eventName")).toList();
    for (String event :
        List.of("InitiateLayerUpload", "CreateRepository", "CompleteLayerUpload", "PutImage")) {
      assertTrue(names.contains(event), event + " in " + names);
    }
    JsonNode put = records(id).getLast();
    assertEquals("PutImage", text(put, "eventName"));
    assertEquals("ecr.amazonaws.com", text(put, "eventSource"));
    assertEquals("IAMUser", text(put, "userIdentity", "type"));
    assertEquals(pusher.name(), text(put, "userIdentity", "userName"));
    assertEquals("127.0.0.1", text(put, "sourceIPAddress"));
    assertEquals("docker/28", text(put, "userAgent"));
    assertEquals("v1", text(put, "requestParameters", "imageTag"));
    assertEquals(name, text(put, "requestParameters", "repositoryName"));
    assertEquals(
        Repository.sha256(image.bytes()).toString(), text(put, "responseElements", "digest"));
    assertEquals("password", text(put, "additionalEventData", "authentication"));
    assertEquals("allowed", text(put, "additionalEventData", "decision", "outcome"));
    assertEquals("Statement[0]", text(put, "additionalEventData", "decision", "statement"));
    assertEquals("/v2/" + name + "/manifests/v1", text(put, "additionalEventData", "httpPath"));
    assertEquals(arn(name), put.get("resources").get(0).get("ARN").asString());
    assertEquals("false", put.get("readOnly").toString());
  }

  @Test
  void a_refusal_by_policy_names_the_statement_or_what_was_missing() throws IOException {
    String name = SERVER.fresh("refused/app");
    IdentityName user =
        SERVER.user(
            "{\"Version\":\"2012-10-17\",\"Statement\":["
                + statement("\"ecr:*\"", "refused/*")
                + ",{\"Sid\":\"NoDeletes\",\"Effect\":\"Deny\",\"Action\":\"ecr:BatchDeleteImage\","
                + "\"Resource\":\"*\"}]}");
    marked("denied-1", "Authorization", basic(user))
        .call("DELETE", "/v2/" + name + "/manifests/v1")
        .expect(403);
    JsonNode denied = only("denied-1");
    assertEquals("AccessDenied", text(denied, "errorCode"));
    assertTrue(text(denied, "errorMessage").contains("with an explicit deny"), denied.toString());
    assertEquals("BatchDeleteImage", text(denied, "eventName"));
    JsonNode decision = denied.get("additionalEventData").get("decision");
    assertEquals("explicitDeny", text(decision, "outcome"));
    assertEquals("NoDeletes", text(decision, "statement"));
    assertTrue(text(decision, "policy").contains("own"), decision.toString());
    marked("denied-2", "Authorization", basic(user))
        .call("PUT", "/v2/other/app/manifests/v1", new byte[2])
        .expect(403);
    JsonNode missing = only("denied-2").get("additionalEventData").get("decision");
    assertEquals("implicitDeny", text(missing, "outcome"));
    assertEquals("identity-based policy", text(missing, "layer"));
    assertTrue(
        text(missing, "explanation").contains("no policy of the caller's identity"),
        missing.toString());
  }

  @Test
  void refused_reads_are_recorded_and_allowed_ones_only_when_asked_for() throws IOException {
    for (GuardedExtension server : List.of(SERVER, WITH_PULLS)) {
      String name = server.fresh("read/app");
      Repository admin = server.repository(name, basic(server.user(ADMIN)));
      Documents image = admin.pushImage("v1", "x");
      String reader = basic(server.user(allowing(PULL, "read/*")));
      HttpCalls reading = server.http().with("Authorization", reader, "X-Request-Id", "read-ok");
      reading.call("GET", "/v2/" + name + "/manifests/v1").expect(200);
      reading.call("GET", "/v2/" + name + "/manifests/v1").expect(200);
      reading.call("GET", "/v2/" + name + "/tags/list").expect(200);
      reading.call("HEAD", "/v2/" + name + "/manifests/" + Repository.sha256(image.bytes()));
      int expected = server == WITH_PULLS ? 4 : 0;
      assertEquals(expected, records(server, "read-ok").size());
      server
          .http()
          .with("Authorization", reader, "X-Request-Id", "read-no")
          .call("GET", "/v2/secret/app/manifests/v1")
          .expect(403);
      assertEquals(1, records(server, "read-no").size());
      server
          .http()
          .with("X-Request-Id", "read-anonymous")
          .call("GET", "/v2/secret/app/manifests/v1")
          .expect(401);
      assertEquals(server == WITH_PULLS ? 1 : 0, records(server, "read-anonymous").size());
    }
  }

  @Test
  void a_change_that_nobody_in_particular_tries_is_recorded() throws IOException {
    marked("anonymous-1").call("POST", "/v2/some/app/blobs/uploads/").expect(401);
    JsonNode record = only("anonymous-1");
    assertEquals("ANONYMOUS_PRINCIPAL", text(record, "userIdentity", "accountId"));
    assertEquals("none", text(record, "additionalEventData", "authentication"));
    assertEquals("AccessDenied", text(record, "errorCode"));
  }

  @Test
  void wrong_credentials_tell_who_was_claimed_when_it_is_one_of_ours() throws IOException {
    IdentityName user = SERVER.user(ADMIN);
    String path = "/v2/some/app/tags/list";
    marked("wrong-1", "Authorization", basic(user.name(), "not-the-Password-1"))
        .call("GET", path)
        .expect(401);
    JsonNode known = only("wrong-1");
    assertEquals(user.name(), text(known, "userIdentity", "userName"));
    assertEquals("UnrecognizedClientException", text(known, "errorCode"));
    assertEquals("ListImages", text(known, "eventName"));
    marked("wrong-2", "Authorization", basic("My-Secret-Typed-Here-9", "ann"))
        .call("GET", path)
        .expect(401);
    JsonNode unknown = only("wrong-2");
    assertEquals("HIDDEN_DUE_TO_SECURITY_REASONS", text(unknown, "userIdentity", "userName"));
    NewAccessKey key = SERVER.key(user);
    marked("wrong-3", "Authorization", basic(key.key().id(), "x".repeat(40)))
        .call("GET", path)
        .expect(401);
    assertEquals(key.key().id(), text(only("wrong-3"), "userIdentity", "accessKeyId"));
    marked("wrong-4", "Authorization", "Bearer e30.e30.x").call("GET", path).expect(401);
    assertEquals("InvalidClientTokenId", text(only("wrong-4"), "errorCode"));
  }

  @Test
  void guesses_that_are_not_looked_at_are_recorded() throws IOException {
    IdentityName user = SERVER.user(ADMIN);
    int status = 401;
    for (int i = 0; i < 100 && status == 401; i++) {
      status =
          marked("guess", "Authorization", basic(user.name(), "guess-Number-" + i))
              .call("GET", "/v2/")
              .status();
    }
    assertEquals(429, status);
    JsonNode last = records("guess").getLast();
    assertEquals("ThrottlingException", text(last, "errorCode"));
    assertEquals(user.name(), text(last, "userIdentity", "userName"));
    assertEquals("GetAuthorizationToken", text(last, "eventName"));
    SERVER.running().pass(Duration.ofHours(1));
  }

  @Test
  void tokens_that_are_given_or_not_are_recorded() throws IOException {
    IdentityName user = SERVER.user(ADMIN);
    String target = "/token?service=entrepot&scope=repository:a/b:pull&offline_token=true";
    marked("token-1", "Authorization", basic(user)).call("GET", target).expect(200);
    JsonNode given = only("token-1");
    assertEquals("GetAuthorizationToken", text(given, "eventName"));
    assertEquals("repository:a/b:pull", text(given, "requestParameters", "scope"));
    assertEquals(user.name(), text(given, "userIdentity", "userName"));
    marked("token-2", "Authorization", basic(user.name(), "not-the-Password-2"))
        .call("GET", target)
        .expect(401);
    assertEquals("UnrecognizedClientException", text(only("token-2"), "errorCode"));
    String form = "grant_type=password&username=" + user.name() + "&password=not-the-Password-3";
    marked("token-3").call("POST", "/token", form.getBytes(UTF_8)).expect(401);
    assertEquals(user.name(), text(only("token-3"), "userIdentity", "userName"));
    assertEquals("password", text(only("token-3"), "additionalEventData", "authentication"));
  }

  @Test
  void a_token_for_something_else_is_recorded_as_refused() throws IOException {
    String narrow = SERVER.bearer(basic(SERVER.user(ADMIN)), "repository:a/b:pull");
    marked("scope-1", "Authorization", narrow).call("POST", "/v2/a/b/blobs/uploads/").expect(401);
    JsonNode record = only("scope-1");
    assertEquals("scope of the credential", decisionLayer(record));
    assertEquals("registry token", text(record, "additionalEventData", "authentication"));
    marked("scope-2", "Authorization", narrow).call("GET", "/v2/_catalog").expect(401);
    assertEquals("scope of the credential", decisionLayer(only("scope-2")));
  }

  private static String decisionLayer(JsonNode record) {
    return text(record, "additionalEventData", "decision", "layer");
  }

  @Test
  void a_mount_from_a_repository_that_one_may_not_read_is_recorded() throws IOException {
    String blind = basic(SERVER.user(allowing(PUSH + "," + CREATE, "target/*")));
    String digest = Repository.sha256(new byte[1]).toString();
    marked("mount-1", "Authorization", blind)
        .call("POST", "/v2/target/app/blobs/uploads/?mount=" + digest + "&from=source/app")
        .expect(202);
    List<JsonNode> refused =
        records("mount-1").stream().filter(record -> record.has("errorCode")).toList();
    assertEquals(1, refused.size(), refused.toString());
    assertEquals("GetDownloadUrlForLayer", text(refused.getFirst(), "eventName"));
    assertEquals("source/app", text(refused.getFirst(), "requestParameters", "repositoryName"));
  }

  @Test
  void what_is_done_with_identities_is_recorded_without_their_secrets() throws IOException {
    String name = SERVER.fresh("audited");
    Administrator root =
        new Administrator(
            marked("iam-1", "Authorization", basic("root", SERVER.running().rootPassword())));
    root.well("CreateUser", Administrator.body("UserName", name, "Path", "/ci/"));
    root.well(
        "CreateLoginProfile",
        Administrator.body("UserName", name, "Password", "a-Secret-Told-0nce"));
    JsonNode key = root.well("CreateAccessKey", Administrator.body("UserName", name));
    root.iam("CreateUser", Administrator.body("UserName", name)).expect(409);
    new Administrator(marked("iam-1", "Authorization", basic(name, "a-Secret-Told-0nce")))
        .iam("DeleteUser", Administrator.body("UserName", "somebody"))
        .expect(403);
    new Administrator(marked("iam-1", "Authorization", basic(name, "wrong-Secret-1")))
        .iam("DeleteUser", Administrator.body("UserName", "somebody"));
    List<JsonNode> records = records("iam-1");
    assertEquals(6, records.size(), records.toString());
    JsonNode made = records.getFirst();
    assertEquals("iam.amazonaws.com", text(made, "eventSource"));
    assertEquals("CreateUser", text(made, "eventName"));
    assertEquals("Root", text(made, "userIdentity", "type"));
    assertEquals(name, text(made, "requestParameters", "userName"));
    assertEquals("/ci/", text(made, "requestParameters", "path"));
    assertEquals(
        "arn:aws:iam::123456789012:user/ci/" + name,
        made.get("resources").get(0).get("ARN").asString());
    assertEquals("CreateLoginProfile", text(records.get(1), "eventName"));
    assertEquals("EntityAlreadyExists", text(records.get(3), "errorCode"));
    assertTrue(text(records.get(3), "errorMessage").contains(name), records.toString());
    assertEquals("AccessDenied", text(records.get(4), "errorCode"));
    assertEquals("DeleteUser", text(records.get(4), "eventName"));
    assertEquals("UnrecognizedClientException", text(records.get(5), "errorCode"));
    for (String secret :
        List.of(
            "a-Secret-Told-0nce",
            "wrong-Secret-1",
            key.get("AccessKey").get("SecretAccessKey").asString())) {
      assertFalse(SERVER.auditText().contains(secret), secret);
    }
  }

  @Test
  void what_a_catalog_leaves_out_fills_no_log() throws IOException {
    SERVER.repository(SERVER.fresh("left-out/app"), basic(SERVER.user(ADMIN))).pushImage("1", "x");
    marked("catalog-1", "Authorization", basic(SERVER.user(allowing(PULL, "nothing"))))
        .call("GET", "/v2/_catalog")
        .expect(200);
    assertEquals(List.of(), records("catalog-1"));
  }

  @Test
  void nothing_that_a_client_sends_forges_a_record() throws IOException {
    String agent = "evil\" , \"eventName\":\"Forged\" \\ " + "u".repeat(8 << 10);
    marked("forged-1", "User-Agent", agent).call("POST", "/v2/a/b/blobs/uploads/").expect(401);
    String cut = text(only("forged-1"), "userAgent");
    assertTrue(cut.startsWith("evil\" , \"") && cut.length() < 1200, cut);
    String name = "x\n{\"eventName\":\"Forged\"}\u202e";
    marked("forged-2", "Authorization", basic(name, "y")).call("GET", "/v2/").expect(401);
    String scope = URLEncoder.encode("repository:a\n{\"eventName\":\"Forged\"}:pull", UTF_8);
    marked("forged-3", "Authorization", basic(SERVER.user(ADMIN)))
        .call("GET", "/token?service=entrepot&scope=" + scope);
    for (JsonNode record : SERVER.auditRecords()) {
      assertFalse(text(record, "eventName").equals("Forged"), record.toString());
    }
    assertTrue(
        SERVER.auditText().chars().allMatch(c -> c == '\n' || (c >= ' ' && c <= '~')),
        "only printable ASCII");
  }

  @Test
  void no_secret_is_ever_in_the_log() throws IOException {
    IdentityName user = SERVER.user(ADMIN);
    NewAccessKey key = SERVER.key(user);
    List<String> secrets = new ArrayList<>(List.of(PASSWORD, "Wrong-Secret-77"));
    secrets.add(key.secret().reveal());
    HttpCalls http = SERVER.http();
    for (String authorization :
        List.of(
            basic(user),
            basic(key.key().id(), key.secret().reveal()),
            basic(user.name(), "Wrong-Secret-77"),
            basic("Wrong-Secret-77", user.name()),
            basic("AWS", "Wrong-Secret-77"),
            basic("<token>", "Wrong-Secret-77"),
            basic("role/Wrong-Secret-77", "Wrong-Secret-77"),
            "Bearer Wrong-Secret-77",
            "Wrong-Secret-77")) {
      secrets.add(authorization.substring(authorization.indexOf(' ') + 1));
      HttpCalls client = http.with("Authorization", authorization);
      client.call("GET", "/v2/");
      client.call("POST", "/v2/some/app/blobs/uploads/");
      client.call("DELETE", "/v2/some/app/manifests/x");
      Answer token = client.call("GET", "/token?service=entrepot&offline_token=true");
      if (token.status() == 200) {
        String refresh = token.json().get("refresh_token").asString();
        secrets.addAll(List.of(token.json().get("token").asString(), refresh));
        String form = "grant_type=refresh_token&refresh_token=" + refresh;
        secrets.add(
            http.call("POST", "/token", form.getBytes(UTF_8)).json().get("token").asString());
        http.with("Authorization", "Bearer " + secrets.getLast())
            .call("PUT", "/v2/some/app/manifests/x", new byte[2]);
        http.with("Authorization", basic("<token>", refresh)).call("GET", "/v2/");
      }
    }
    String form = "grant_type=password&username=" + user.name() + "&password=" + PASSWORD;
    http.call("POST", "/token", form.getBytes(UTF_8)).expect(200);
    http.call("POST", "/token", form.replace(PASSWORD, "Wrong-Secret-77").getBytes(UTF_8));
    String log = SERVER.auditText();
    assertTrue(log.contains(user.name()) && log.contains(key.key().id()), "it was exercised");
    for (String secret : secrets) {
      assertFalse(log.contains(secret), secret);
      String base64 = Base64.getEncoder().encodeToString(secret.getBytes(UTF_8));
      assertFalse(log.contains(base64), base64);
    }
    assertFalse(log.contains(GuardedRegistry.ACCOUNT + ":" + PASSWORD));
    SERVER.running().pass(Duration.ofHours(1));
  }
}
