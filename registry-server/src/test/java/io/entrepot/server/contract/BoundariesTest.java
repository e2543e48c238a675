package io.entrepot.server.contract;

import static io.entrepot.server.contract.GuardedExtension.CREATE;
import static io.entrepot.server.contract.GuardedExtension.PULL;
import static io.entrepot.server.contract.GuardedExtension.PUSH;
import static io.entrepot.server.contract.GuardedExtension.allowing;
import static io.entrepot.server.contract.GuardedExtension.arn;
import static io.entrepot.server.contract.GuardedExtension.basic;
import static io.entrepot.server.contract.GuardedExtension.statement;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.entrepot.auth.identity.IdentityName;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What somebody who is in may not reach: other repositories, uploads, tags and accounts. */
final class BoundariesTest {
  @RegisterExtension
  static final GuardedExtension SERVER =
      new GuardedExtension(
          "--trusted-proxies=127.0.0.0/8", "--accounts-hosts=other.example.org=999999999999");

  private static final String ALL = "\"ecr:*\"";
  private static final String ADMIN = allowing(ALL, "*");

  private static String policy(String... statements) {
    return "{\"Version\":\"2012-10-17\",\"Statement\":[" + String.join(",", statements) + "]}";
  }

  private static String ifTag(String effect, String action, String tag) {
    return "{\"Effect\":\""
        + effect
        + "\",\"Action\":\""
        + action
        + "\",\"Resource\":\"*\",\"Condition\":{\"ForAnyValue:StringLike\":{\"ecr:ImageTag\":\""
        + tag
        + "\"}}}";
  }

  @Test
  void a_push_makes_a_repository_for_those_who_may_make_one() {
    String name = SERVER.fresh("made/app");
    IdentityName pusher = SERVER.user(allowing(PUSH + "," + PULL, "made/*"));
    Repository repository = SERVER.repository(name, basic(pusher));
    Answer refused =
        repository
            .http()
            .call("POST", repository.path("/blobs/uploads/"))
            .expectError(403, "DENIED");
    assertTrue(refused.text().contains("ecr:CreateRepository"), refused.toString());
    assertTrue(refused.text().contains(arn(name)), refused.toString());
    repository
        .http()
        .call("PUT", repository.path("/manifests/1"), new byte[2])
        .expectError(403, "DENIED");
    SERVER.repository(name, basic(SERVER.user(ADMIN))).pushImage("0", "first");
    repository.pushImage("1", "second");
  }

  @Test
  void an_upload_belongs_to_whoever_started_it() {
    String name = SERVER.fresh("shared/app");
    String policy = allowing(PUSH + "," + CREATE, "shared/*");
    Repository one = SERVER.repository(name, basic(SERVER.user(policy)));
    Repository other = SERVER.repository(name, basic(SERVER.user(policy)));
    String upload = one.startUpload();
    byte[] bytes = {1, 2, 3};
    other.http().call("GET", upload).expectError(404, "BLOB_UPLOAD_UNKNOWN");
    other.http().call("PATCH", upload, bytes).expectError(404, "BLOB_UPLOAD_UNKNOWN");
    other
        .http()
        .call("PUT", upload + "?digest=" + Repository.sha256(bytes), bytes)
        .expectError(404, "BLOB_UPLOAD_UNKNOWN");
    other.http().call("DELETE", upload).expectError(404, "BLOB_UPLOAD_UNKNOWN");
    one.http().call("PATCH", upload, bytes).expect(202);
    one.http().call("PUT", upload + "?digest=" + Repository.sha256(bytes)).expect(201);
  }

  @Test
  void a_mount_needs_the_right_to_read_the_source_and_a_scope_that_covers_it() {
    String source = SERVER.fresh("source/app");
    String target = SERVER.fresh("target/app");
    IdentityName admin = SERVER.user(ADMIN);
    String digest = SERVER.repository(source, basic(admin)).pushBlob(new byte[] {7, 7}).toString();
    String mount = "/v2/" + target + "/blobs/uploads/?mount=" + digest + "&from=" + source;
    String blind = basic(SERVER.user(allowing(PUSH + "," + CREATE, "target/*")));
    SERVER.http().call("POST", mount, "Authorization", blind).expect(202);
    String narrow = SERVER.bearer(basic(admin), "repository:" + target + ":pull,push");
    SERVER.http().call("POST", mount, "Authorization", narrow).expect(202);
    String wide =
        SERVER.bearer(
            basic(admin), "repository:" + target + ":pull,push", "repository:" + source + ":pull");
    SERVER.http().call("POST", mount, "Authorization", wide).expect(201);
  }

  @Test
  void a_blob_is_read_through_a_repository_that_one_may_read() {
    String secret = SERVER.fresh("secret/app");
    String mine = SERVER.fresh("mine/app");
    IdentityName admin = SERVER.user(ADMIN);
    String digest = SERVER.repository(secret, basic(admin)).pushBlob(new byte[] {8, 8}).toString();
    SERVER.repository(mine, basic(admin)).pushBlob(new byte[] {9});
    Repository reader = SERVER.repository(mine, basic(SERVER.user(allowing(PULL, "mine/*"))));
    reader.get("/blobs/" + digest).expectError(404, "BLOB_UNKNOWN");
    reader.http().call("GET", "/v2/" + secret + "/blobs/" + digest).expectError(403, "DENIED");
  }

  @Test
  void a_private_repository_looks_like_a_missing_one() {
    String hidden = SERVER.fresh("hidden/app");
    SERVER.repository(hidden, basic(SERVER.user(ADMIN))).pushImage("1", "x");
    String reader = basic(SERVER.user(allowing(PULL, "mine/*")));
    for (String rest : List.of("/manifests/1", "/tags/list")) {
      Answer one = SERVER.repository(hidden, reader).get(rest).expectError(403, "DENIED");
      Answer none = SERVER.repository("hidden/absent", reader).get(rest).expectError(403, "DENIED");
      assertEquals(
          one.text().replace(hidden, "NAME"), none.text().replace("hidden/absent", "NAME"));
    }
    for (String rest : List.of("/manifests/1", "/manifests/" + Repository.sha256(new byte[1]))) {
      assertEquals(403, SERVER.repository(hidden, reader).delete(rest).status());
      assertEquals(403, SERVER.repository("hidden/absent", reader).delete(rest).status());
    }
  }

  @Test
  void either_right_answers_whether_a_blob_is_there() {
    String name = SERVER.fresh("head/app");
    String digest =
        SERVER.repository(name, basic(SERVER.user(ADMIN))).pushBlob(new byte[] {4, 4}).toString();
    for (String right : List.of("ecr:GetDownloadUrlForLayer", "ecr:BatchCheckLayerAvailability")) {
      String user = basic(SERVER.user(allowing("\"" + right + "\"", name)));
      SERVER.repository(name, user).head("/blobs/" + digest).expect(200);
    }
    String neither = basic(SERVER.user(allowing("\"ecr:PutImage\"", name)));
    SERVER.repository(name, neither).head("/blobs/" + digest).expect(403);
  }

  @Test
  void the_catalog_names_what_one_may_see_and_its_links_nothing_else() {
    Repository admin = SERVER.repository("unused", basic(SERVER.user(ADMIN)));
    List<String> shown = List.of("cat/m-shown", "cat/z-shown");
    List<String> all = new ArrayList<>(shown);
    for (int i = 0; i < 15; i++) {
      all.add("cat/a-hidden-" + (char) ('a' + i));
      all.add("cat/p-hidden-" + (char) ('a' + i));
    }
    for (String name : all) {
      new Repository(admin.http(), name).pushBlob(new byte[] {1});
    }
    IdentityName user =
        SERVER.user(
            policy(
                statement("\"ecr:DescribeRepositories\"", "cat/m-shown"),
                statement("\"ecr:DescribeRepositories\"", "cat/z-shown")));
    for (String credentials :
        List.of(basic(user), SERVER.bearer(basic(user), "registry:catalog:*"))) {
      List<String> seen = new ArrayList<>();
      String page = "/v2/_catalog?n=1";
      while (!page.isEmpty()) {
        assertTrue(!page.contains("hidden"), page);
        Answer answer = SERVER.http().call("GET", page, "Authorization", credentials).expect(200);
        seen.addAll(answer.texts("repositories"));
        page = answer.next();
      }
      assertEquals(shown, seen);
    }
    SERVER
        .http()
        .call("GET", "/v2/_catalog?last=~forged", "Authorization", basic(user))
        .expectError(400, "UNSUPPORTED");
  }

  @Test
  void a_condition_on_the_tag_decides_reads_by_tag_and_by_the_digest_behind_it() {
    String name = SERVER.fresh("tags/app");
    Repository admin = SERVER.repository(name, basic(SERVER.user(ADMIN)));
    Documents open = admin.pushImage("open-child", "open");
    Documents closed = admin.pushImage("closed", "closed");
    Documents index = Documents.index(Documents.OCI_INDEX, open);
    admin.pushManifest("release-1", index).expect(201);
    admin.delete("/manifests/open-child").expect(202);
    String reader =
        basic(
            SERVER.user(
                policy(
                    ifTag("Allow", "ecr:BatchGetImage", "release-*"),
                    statement("\"ecr:ListImages\"", name))));
    Repository reading = SERVER.repository(name, reader);
    for (int i = 0; i < 2; i++) {
      reading.get("/manifests/release-1").expect(200);
      reading.get("/manifests/" + Repository.sha256(index.bytes())).expect(200);
      reading.get("/manifests/" + Repository.sha256(open.bytes())).expect(200);
      reading.get("/manifests/closed").expect(403);
      reading.get("/manifests/" + Repository.sha256(closed.bytes())).expect(403);
    }
    admin.pushManifest("release-2", closed).expect(201);
    reading.get("/manifests/" + Repository.sha256(closed.bytes())).expect(200);
  }

  @Test
  void a_condition_on_the_tag_decides_each_tag_that_a_push_or_a_delete_touches() {
    String name = SERVER.fresh("tags/app");
    Repository admin = SERVER.repository(name, basic(SERVER.user(ADMIN)));
    Documents image = admin.pushImage("dev", "x");
    Repository careful =
        SERVER.repository(
            name,
            basic(
                SERVER.user(
                    policy(
                        "{\"Effect\":\"Allow\",\"Action\":\"ecr:*\",\"Resource\":\"*\"}",
                        ifTag("Deny", "ecr:PutImage", "prod"),
                        ifTag("Deny", "ecr:BatchDeleteImage", "prod")))));
    String digest = Repository.sha256(image.bytes()).toString();
    careful.pushManifest("test", image).expect(201);
    careful.pushManifest("prod", image).expectError(403, "DENIED");
    careful.pushManifest("test?tag=other&tag=prod", image).expectError(403, "DENIED");
    careful.pushManifest(digest + "?tag=prod", image).expectError(403, "DENIED");
    careful.get("/manifests/other").expect(404);
    admin.pushManifest("prod", image).expect(201);
    careful.delete("/manifests/prod").expectError(403, "DENIED");
    careful.delete("/manifests/" + digest).expectError(403, "DENIED");
    careful.delete("/manifests/test").expect(202);
    admin.delete("/manifests/prod").expect(202);
    careful.delete("/manifests/" + digest).expect(202);
  }

  @Test
  void the_host_chooses_the_account_whose_registry_one_sees() {
    String name = SERVER.fresh("host/app");
    String user = basic(SERVER.user(ADMIN));
    SERVER.repository(name, user).pushImage("1", "x");
    for (String host :
        List.of("999999999999.dkr.ecr.eu-west-1.example.org", "OTHER.example.org:5000")) {
      HttpCalls there = SERVER.http().with("X-Forwarded-Host", host);
      there
          .call("GET", "/v2/" + name + "/manifests/1")
          .expectError(401, "UNAUTHORIZED")
          .expectHeader(
              "WWW-Authenticate",
              "Bearer realm=\"http://"
                  + host
                  + "/token\",service=\"entrepot\",scope=\"repository:"
                  + name
                  + ":pull\"");
      there
          .call("GET", "/v2/" + name + "/manifests/1", "Authorization", user)
          .expectError(401, "UNAUTHORIZED");
      String here = SERVER.bearer(user, "repository:" + name + ":pull");
      there.call("GET", "/v2/" + name + "/manifests/1", "Authorization", here).expect(401);
    }
  }

  @Test
  void a_condition_on_the_address_means_the_client_behind_a_trusted_proxy() {
    String name = SERVER.fresh("ip/app");
    SERVER.repository(name, basic(SERVER.user(ADMIN))).pushImage("1", "x");
    String user =
        basic(
            SERVER.user(
                policy(
                    "{\"Effect\":\"Allow\",\"Action\":\"ecr:*\",\"Resource\":\"*\",\"Condition\":"
                        + "{\"IpAddress\":{\"aws:SourceIp\":\"10.1.0.0/16\"},"
                        + "\"Bool\":{\"aws:SecureTransport\":\"true\"}}}")));
    assertEquals(403, statusFrom(name, user));
    assertEquals(
        200, statusFrom(name, user, "X-Forwarded-For", "10.1.2.3", "X-Forwarded-Proto", "https"));
    assertEquals(200, statusFrom(name, user, "Forwarded", "for=10.1.2.3;proto=https"));
    assertEquals(403, statusFrom(name, user, "X-Forwarded-For", "10.1.2.3"));
    assertEquals(
        403,
        statusFrom(
            name, user, "X-Forwarded-For", "10.1.2.3, 10.2.0.1", "X-Forwarded-Proto", "https"));
    assertEquals(
        400,
        statusFrom(
            name, user, "X-Forwarded-For", "10.2.0.1", "Forwarded", "for=10.1.2.3;proto=https"));
  }

  private static int statusFrom(String repository, String user, String... headers) {
    return from(repository, user, headers).status();
  }

  private static Answer from(String repository, String user, String... headers) {
    List<String> all = new ArrayList<>(List.of("Authorization", user));
    all.addAll(List.of(headers));
    return SERVER
        .http()
        .call("GET", "/v2/" + repository + "/manifests/1", all.toArray(String[]::new));
  }
}
