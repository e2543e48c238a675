package io.entrepot.server.contract;

import static io.entrepot.server.contract.GuardedExtension.CREATE;
import static io.entrepot.server.contract.GuardedExtension.PASSWORD;
import static io.entrepot.server.contract.GuardedExtension.PULL;
import static io.entrepot.server.contract.GuardedExtension.PUSH;
import static io.entrepot.server.contract.GuardedExtension.allowing;
import static io.entrepot.server.contract.GuardedExtension.arn;
import static io.entrepot.server.contract.GuardedExtension.basic;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.entrepot.auth.identity.IdentityException;
import io.entrepot.auth.identity.IdentityName;
import io.entrepot.auth.identity.InlinePolicy;
import io.entrepot.auth.identity.RootCredentials;
import io.entrepot.auth.principal.AccountId;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Faults that registries were caught with, beside those of {@link BoundariesTest}. */
final class FaultClassesTest {
  private static final String OTHER_ACCOUNT = "999999999999";

  @RegisterExtension
  static final GuardedExtension SERVER =
      new GuardedExtension("--accounts-hosts=other.example.org=" + OTHER_ACCOUNT);

  private static final String ADMIN = allowing("\"ecr:*\"", "*");

  private static Repository admin(String name) {
    return SERVER.repository(name, basic(SERVER.user(ADMIN)));
  }

  @Test
  void the_right_to_push_is_no_right_to_delete() {
    String name = SERVER.fresh("push-only/app");
    Repository admin = admin(name);
    Documents image = admin.pushImage("v1", "x");
    String digest = Repository.sha256(image.bytes()).toString();
    String blob = admin.pushBlob(new byte[] {1, 2}).toString();
    IdentityName pusher = SERVER.user(allowing(PUSH + "," + PULL + "," + CREATE, "push-only/*"));
    String token = SERVER.bearer(basic(pusher), "repository:" + name + ":pull,push");
    String wide = SERVER.bearer(basic(pusher), "repository:" + name + ":*");
    for (String rest : List.of("/manifests/v1", "/manifests/" + digest, "/blobs/" + blob)) {
      SERVER.repository(name, basic(pusher)).delete(rest).expectError(403, "DENIED");
      SERVER.repository(name, wide).delete(rest).expectError(403, "DENIED");
      SERVER.repository(name, token).delete(rest).expectError(401, "UNAUTHORIZED");
    }
    admin.get("/manifests/v1").expect(200);
    admin.get("/blobs/" + blob).expect(200);
  }

  @Test
  void the_right_to_push_without_a_tag_or_to_make_new_tags_moves_no_tag() {
    String name = SERVER.fresh("create-only/app");
    Repository admin = admin(name);
    Documents stable = admin.pushImage("stable", "old");
    Documents other = admin.pushImage("other", "new");
    String uploads =
        "{\"Effect\":\"Allow\",\"Action\":[\"ecr:InitiateLayerUpload\",\"ecr:BatchGetImage\"],"
            + "\"Resource\":\"*\"}";
    String untagged =
        "{\"Version\":\"2012-10-17\",\"Statement\":["
            + uploads
            + ",{\"Effect\":\"Allow\",\"Action\":\"ecr:PutImage\",\"Resource\":\"*\",\"Condition\":"
            + "{\"Null\":{\"ecr:ImageTag\":\"true\"}}}]}";
    String fresh =
        "{\"Version\":\"2012-10-17\",\"Statement\":["
            + uploads
            + ",{\"Effect\":\"Allow\",\"Action\":\"ecr:PutImage\",\"Resource\":\"*\",\"Condition\":"
            + "{\"ForAllValues:StringNotEquals\":{\"ecr:ImageTag\":\"stable\"}}}]}";
    String digest = Repository.sha256(other.bytes()).toString();
    for (String policy : List.of(untagged, fresh)) {
      Repository careful = SERVER.repository(name, basic(SERVER.user(policy)));
      careful.pushManifest(digest, other).expect(201);
      for (String target :
          List.of(
              "stable",
              "stable?tag=new",
              "new?tag=stable",
              "new?tag=a&tag=stable",
              digest + "?tag=stable",
              "stable?digest=" + digest)) {
        careful.pushManifest(target, other).expectError(403, "DENIED");
      }
      careful.get("/manifests/new").expect(404);
    }
    assertEquals(
        Repository.sha256(stable.bytes()).toString(),
        admin.head("/manifests/stable").expect(200).header("Docker-Content-Digest"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "X-HTTP-Method-Override",
        "X-HTTP-Method",
        "X-Method-Override",
        "X-Http-Method-Override",
        "_method"
      })
  void a_header_does_not_change_the_method(String header) {
    String name = SERVER.fresh("override/app");
    Repository admin = admin(name);
    admin.pushImage("v1", "x");
    for (String policy : List.of(ADMIN, allowing(PULL, "override/*"))) {
      Repository client = SERVER.repository(name, basic(SERVER.user(policy)));
      client.get("/manifests/v1", header, "DELETE").expect(200);
      client.get("/manifests/v1?_method=DELETE").expect(200);
      client.http().call("POST", client.path("/manifests/v1"), header, "DELETE").expect(405);
      client.http().call("POST", client.path("/manifests/v1?_method=PUT")).expect(405);
    }
    admin.get("/manifests/v1").expect(200);
  }

  @Test
  void whoever_is_no_trusted_proxy_is_not_believed_about_its_address_scheme_or_host()
      throws IOException {
    String name = SERVER.fresh("forwarded/app");
    admin(name).pushImage("v1", "x");
    String inside =
        basic(
            SERVER.user(
                "{\"Version\":\"2012-10-17\",\"Statement\":{\"Effect\":\"Allow\",\"Action\":"
                    + "\"ecr:*\",\"Resource\":\"*\",\"Condition\":{\"IpAddress\":"
                    + "{\"aws:SourceIp\":\"10.0.0.0/8\"}}}}"));
    String secure =
        basic(
            SERVER.user(
                "{\"Version\":\"2012-10-17\",\"Statement\":{\"Effect\":\"Allow\",\"Action\":"
                    + "\"ecr:*\",\"Resource\":\"*\",\"Condition\":{\"Bool\":"
                    + "{\"aws:SecureTransport\":\"true\"}}}}"));
    for (String header :
        List.of(
            "X-Forwarded-For",
            "X-Real-IP",
            "X-Client-IP",
            "True-Client-IP",
            "CF-Connecting-IP",
            "X-Cluster-Client-IP",
            "X-Original-Forwarded-For",
            "Client-IP")) {
      SERVER
          .repository(name, inside)
          .get("/manifests/v1", header, "10.1.2.3", "X-Request-Id", "forwarded-" + header)
          .expectError(403, "DENIED");
    }
    SERVER
        .repository(name, inside)
        .get("/manifests/v1", "Forwarded", "for=10.1.2.3;proto=https;host=other.example.org")
        .expectError(403, "DENIED");
    for (String header : List.of("X-Forwarded-Proto", "X-Forwarded-Scheme", "X-Url-Scheme")) {
      SERVER
          .repository(name, secure)
          .get("/manifests/v1", header, "https", "X-Forwarded-Ssl", "on", "Front-End-Https", "on")
          .expectError(403, "DENIED");
    }
    Repository admin = admin(name);
    admin.get("/manifests/v1", "X-Forwarded-Host", "other.example.org").expect(200);
    admin.get("/manifests/v1", "X-Host", "other.example.org", "X-Original-Host", "x").expect(200);
    admin.get("/manifests/v1", "X-Original-URL", "/v2/", "X-Rewrite-URL", "/v2/").expect(200);
    assertFalse(SERVER.auditText().contains("10.1.2.3"), "nor in the audit log");
  }

  /** Each row: how somebody who may read tricks/open might be let into tricks/secret. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "/v2//tricks/secret",
        "//v2/tricks/secret",
        "/v2/tricks//secret",
        "/v2/tricks/open/../secret",
        "/v2/tricks/open/%2e%2e/secret",
        "/v2/tricks/open/..%2fsecret",
        "/v2/tricks/open%2f..%2fsecret",
        "/v2/tricks/open/..;/secret",
        "/v2/tricks/open;/../secret",
        "/v2/tricks/./secret",
        "/v2/tricks/%73ecret",
        "/v2/tricks%2fsecret",
        "/v2/tricks%252fsecret",
        "/v2/tricks\\secret",
        "/v2/tricks/open\\..\\secret",
        "/v2/tricks/secret;x=1",
        "/v2/tricks/secret%00",
        "/v2/tricks/secret%20",
        "/v2/tricks/SECRET",
        "/v2/tricks/*",
        "/v2/tricks/s?cret",
        "/V2/tricks/secret",
        "/v2/../v2/tricks/secret",
        "/x/../v2/tricks/secret",
        "http://127.0.0.1/v2/tricks/secret",
      })
  void a_crooked_path_leads_nowhere_on_any_route(String start) throws IOException {
    Repository secret = admin("tricks/secret");
    Documents image = secret.pushImage("v1", "tricky-content");
    String digest = Repository.sha256(image.bytes()).toString();
    String blob = secret.pushBlob("tricky-content".getBytes(UTF_8)).toString();
    admin("tricks/open").pushImage("v2", "open");
    String reader = basic(SERVER.user(allowing("\"ecr:*\"", "tricks/open")));
    for (String route : routes(digest, blob)) {
      String[] words = route.replace("MANIFEST", "/manifests").split(" ");
      String answer =
          raw(
              words[0]
                  + " "
                  + start
                  + words[1]
                  + " HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\nAuthorization: "
                  + reader
                  + "\r\nContent-Length: 0\r\n\r\n");
      int status = Integer.parseInt(answer.substring(9, 12));
      assertTrue(status >= 400 && status < 500, words[0] + " " + start + words[1] + ": " + answer);
      assertFalse(answer.contains("tricky-content") || answer.contains("\"v1\""), answer);
    }
    secret.get("/manifests/v1").expect(200);
    secret.get("/blobs/" + blob).expect(200);
  }

  private static List<String> routes(String digest, String blob) {
    return List.of(
        "GET MANIFEST/v1",
        "HEAD MANIFEST/v1",
        "GET MANIFEST/" + digest,
        "DELETE MANIFEST/v1",
        "GET /blobs/" + blob,
        "DELETE /blobs/" + blob,
        "GET /tags/list",
        "GET /referrers/" + digest,
        "POST /blobs/uploads/",
        "POST /blobs/uploads/?mount=" + blob + "&from=tricks/open",
        "GET /blobs/uploads/x");
  }

  @Test
  void wildcards_in_names_and_tags_of_principals_mean_themselves() {
    admin("wild/app").pushImage("v1", "x");
    IdentityName user = SERVER.user(allowing("\"ecr:*\"", "${aws:PrincipalTag/team}/*"));
    Repository reading = SERVER.repository("wild/app", basic(user));
    for (String team : List.of("*", "wil?", "w*", "${*}", "?ild", "*/app")) {
      assertThrows(
          IdentityException.class,
          () -> SERVER.running().identities().identityTags().put(user, Map.of("team", team)));
      reading.get("/manifests/v1").expectError(403, "DENIED");
    }
    SERVER.running().identities().identityTags().put(user, Map.of("team", "wild"));
    reading.get("/manifests/v1").expect(200);
    Repository admin = admin("wild/app");
    for (String name : List.of("wild/a*", "wild/a?p", "wild/$%7Baws:username%7D", "*")) {
      int status = SERVER.repository(name, basic(user)).get("/tags/list").status();
      assertTrue(status == 400 || status == 404, name + " " + status);
    }
    for (String tag : List.of("v*", "v?", "*")) {
      assertTrue(admin.get("/manifests/" + tag).status() >= 400, tag);
    }
  }

  @Test
  void an_upload_is_nobodys_but_its_owners_wherever_it_is_asked_for() {
    String name = SERVER.fresh("uploads/app");
    String elsewhere = SERVER.fresh("uploads/other");
    IdentityName one = SERVER.user(allowing("\"ecr:*\"", "uploads/*"));
    IdentityName two = SERVER.user(allowing("\"ecr:*\"", "uploads/*"));
    String upload = SERVER.repository(name, basic(one)).startUpload();
    String there = upload.replace(name, elsewhere);
    byte[] bytes = {1, 2, 3};
    String end = "?digest=" + Repository.sha256(bytes);
    for (String authorization :
        List.of(basic(two), SERVER.bearer(basic(two), "repository:" + name + ":*"))) {
      HttpCalls thief = SERVER.http().with("Authorization", authorization);
      for (String location : List.of(upload, there)) {
        for (String method : List.of("GET", "PATCH", "DELETE")) {
          int status = thief.call(method, location, bytes).status();
          assertTrue(status == 404 || status == 401, method + " " + location + " " + status);
        }
        int status = thief.call("PUT", location + end, bytes).status();
        assertTrue(status == 404 || status == 401, "PUT " + location + " " + status);
      }
    }
    HttpCalls owner = SERVER.http().with("Authorization", basic(one));
    owner.call("GET", there).expectError(404, "BLOB_UPLOAD_UNKNOWN");
    owner.call("PUT", there + end, bytes).expectError(404, "BLOB_UPLOAD_UNKNOWN");
    SERVER.http().call("PATCH", upload, bytes).expectError(401, "UNAUTHORIZED");
    owner.call("PATCH", upload, bytes).expect(202);
    owner.call("PUT", upload + end).expect(201);
  }

  @Test
  void credentials_and_tokens_of_one_account_are_nobodys_in_another() throws IOException {
    AccountId other = new AccountId(OTHER_ACCOUNT);
    SERVER.running().identities().accounts().create(other, RootCredentials.RANDOM);
    IdentityName here = SERVER.user(ADMIN);
    IdentityName namesake = IdentityName.user(other, here.name());
    SERVER.running().identities().users().create(other, here.name());
    SERVER.running().identities().loginProfiles().create(namesake, "another-Horse-8-staple");
    SERVER
        .running()
        .identities()
        .identityPolicies()
        .putInline(namesake, new InlinePolicy("own", ADMIN.replace(arn("*"), "*")));
    String name = SERVER.fresh("accounts/app");
    SERVER.repository(name, basic(here)).pushImage("v1", "x");
    String theirs = basic(here.name(), "another-Horse-8-staple");
    String path = "/v2/" + name + "/manifests/v1";
    SERVER.http().call("GET", path, "Authorization", theirs).expectError(401, "UNAUTHORIZED");
    SERVER.http().call("GET", path, "Authorization", basic(here)).expect(200);
    SERVER.http().call("GET", path, "Authorization", theirs).expectError(401, "UNAUTHORIZED");
    String token = SERVER.bearer(basic(here), "repository:" + name + ":pull");
    for (String authorization : List.of(basic(here), token, basic(here.name(), PASSWORD))) {
      String answer = elsewhere("GET " + path, authorization);
      assertTrue(answer.startsWith("HTTP/1.1 401"), answer);
    }
    String at = elsewhere("GET " + path, theirs);
    assertTrue(at.startsWith("HTTP/1.1 404"), at);
    String theirToken = elsewhere("GET /token?scope=repository:" + name + ":pull", theirs);
    String bearer = "Bearer " + theirToken.replaceAll("(?s).*\"token\":\"([^\"]+)\".*", "$1");
    SERVER.http().call("GET", path, "Authorization", bearer).expectError(401, "UNAUTHORIZED");
  }

  private static String elsewhere(String request, String authorization) throws IOException {
    return raw(
        request
            + " HTTP/1.1\r\nHost: other.example.org\r\nConnection: close\r\nAuthorization: "
            + authorization
            + "\r\n\r\n");
  }

  /** Sends bytes as they are, and reads until the server closes. */
  private static String raw(String request) throws IOException {
    InetSocketAddress server = SERVER.running().address();
    try (Socket socket = new Socket(server.getAddress(), server.getPort())) {
      socket.setSoTimeout(20_000);
      socket.getOutputStream().write(request.getBytes(ISO_8859_1));
      return new String(socket.getInputStream().readAllBytes(), ISO_8859_1);
    }
  }
}
