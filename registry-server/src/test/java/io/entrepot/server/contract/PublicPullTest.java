package io.entrepot.server.contract;

import static io.entrepot.server.contract.GuardedExtension.basic;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.entrepot.auth.identity.IdentityName;
import io.entrepot.server.main.GuardedRegistry;
import io.entrepot.storage.oci.Digest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Public repositories at the door of docker: who pushes says who it is, who pulls need not. */
final class PublicPullTest {
  /** The default alias of the account of these tests. */
  static final String ALIAS = "c7a4e3w3x2";

  @RegisterExtension
  static final GuardedExtension SERVER =
      new GuardedExtension("--public-aliases=team=" + GuardedRegistry.ACCOUNT);

  private static final String PUSH = GuardedExtension.PUSH.replace("ecr:", "ecr-public:");
  private static final String PUSH_AND_CREATE = PUSH + ",\"ecr-public:CreateRepository\"";

  private final String name = SERVER.fresh("open/app");
  private final String called = "public/team/" + name;
  private final Repository root = as(basic("root", SERVER.running().rootPassword()));
  private final Repository anybody = new Repository(SERVER.http(), called);

  private Repository as(String authorization) {
    return SERVER.repository(called, authorization);
  }

  private static String allowing(String actions, String repository) {
    return GuardedExtension.allowing(actions, "@")
        .replace(GuardedExtension.arn("@"), EcrPublicTest.arn(repository));
  }

  /** Asks to begin an upload. */
  private static Answer begin(Repository repository, String query) {
    return repository.http().call("POST", repository.path("/blobs/uploads/" + query));
  }

  @Test
  void what_was_pushed_is_pulled_by_everybody_by_each_alias() {
    Documents image = root.pushImage("one", "content");
    Digest layer = Repository.sha256("content".getBytes(UTF_8));
    for (String alias : new String[] {"team", ALIAS}) {
      Repository pulled = new Repository(SERVER.http(), "public/" + alias + "/" + name);
      pulled
          .get("/manifests/one")
          .expect(200)
          .expectHeader("Docker-Content-Digest", image.digest());
      pulled.head("/manifests/" + image.digest()).expect(200);
      assertEquals("content", pulled.get("/blobs/" + layer).expect(200).text());
      pulled.head("/blobs/" + layer).expect(200);
      pulled.get("/referrers/" + image.digest()).expect(200);
      assertEquals(
          "{\"name\":\"" + pulled.name() + "\",\"tags\":[\"one\"]}",
          pulled.get("/tags/list").expect(200).text());
    }
  }

  @Test
  void pages_and_locations_name_the_path_that_was_asked() {
    assertTrue(root.startUpload().startsWith("/v2/" + called + "/blobs/uploads/"));
    byte[] content = {1, 2, 3};
    Digest digest = Repository.sha256(content);
    root.pushBlob(content, digest)
        .expect(201)
        .expectHeader("Location", "/v2/" + called + "/blobs/" + digest);
    Documents image = root.pushImage("one", "content");
    root.pushManifest("two", image)
        .expect(201)
        .expectHeader("Location", "/v2/" + called + "/manifests/" + image.digest());
    assertEquals(
        "</v2/" + called + "/tags/list?n=1&last=one>; rel=\"next\"",
        anybody.get("/tags/list?n=1").expect(200).header("Link"));
  }

  @Test
  void credentials_that_are_no_good_do_not_keep_anybody_from_pulling() {
    root.pushImage("one", "content");
    as("Bearer nonsense").get("/manifests/one").expect(200);
    as(basic("nobody", "wrong")).get("/manifests/one").expect(200);
  }

  @Test
  void a_token_for_nobody_is_given_and_good_for_a_pull() {
    root.pushImage("one", "content");
    String challenge = SERVER.http().call("GET", "/v2/").expect(401).header("WWW-Authenticate");
    assertTrue(challenge.startsWith("Bearer realm="), challenge);
    as(SERVER.bearer("", "repository:" + called + ":pull")).get("/manifests/one").expect(200);
  }

  @Test
  void a_push_without_credentials_is_told_which_token_to_bring() {
    String challenge = begin(anybody, "").expect(401).header("WWW-Authenticate");
    assertTrue(challenge.contains("scope=\"repository:" + called + ":pull,push\""), challenge);
  }

  @ParameterizedTest
  @ValueSource(strings = {"public/team/", "public/" + ALIAS + "/"})
  void a_token_for_the_repository_is_good_for_a_push_by_whatever_alias(String prefix) {
    IdentityName pusher = SERVER.user(allowing(PUSH_AND_CREATE, name));
    String bearer = SERVER.bearer(basic(pusher), "repository:" + prefix + name + ":pull,push");
    Documents image = as(bearer).pushImage("one", "content");
    anybody.get("/manifests/" + image.digest()).expect(200);
    String ofPrivate = SERVER.bearer(basic(pusher), "repository:" + name + ":pull,push");
    begin(as(ofPrivate), "").expect(401);
    begin(SERVER.repository(name, bearer), "").expect(401);
  }

  @Test
  void a_push_needs_the_actions_of_ecr_public() {
    IdentityName ofPrivate = SERVER.user(EcrPublicTest.everywhere("\"ecr:*\""));
    String refusal = begin(as(basic(ofPrivate)), "").expect(403).text();
    assertTrue(
        refusal.contains("ecr-public:InitiateLayerUpload on resource: " + EcrPublicTest.arn(name)),
        refusal);
    Repository pushed = as(basic(SERVER.user(allowing(PUSH, name))));
    refusal = begin(pushed, "").expect(403).text();
    assertTrue(refusal.contains("ecr-public:CreateRepository"), refusal);
    root.pushImage("one", "content");
    pushed.pushImage("two", "more");
    pushed.delete("/manifests/two").expect(403);
    root.delete("/manifests/two").expect(202);
  }

  @Test
  void a_private_repository_of_the_same_name_is_another_and_alone_in_the_catalog() {
    root.pushImage("one", "content");
    Repository ofPrivate = new Repository(root.http(), name);
    ofPrivate.get("/manifests/one").expect(404);
    assertFalse(catalog().contains(name), this::catalog);
    ofPrivate.pushImage("two", "other");
    assertTrue(catalog().contains("\"" + name + "\""), this::catalog);
    anybody.get("/manifests/two").expect(404);
    new Repository(SERVER.http(), name).get("/manifests/two").expect(401);
  }

  private String catalog() {
    return root.http().call("GET", "/v2/_catalog").expect(200).text();
  }

  @ParameterizedTest
  @ValueSource(strings = {"public/nobody/app", "public/app", "public/z9z9z9z9z9/app"})
  void an_alias_of_nobody_is_no_repository(String unknown) {
    Repository repository = new Repository(root.http(), unknown);
    String refusal = repository.get("/manifests/one").expect(404).text();
    assertTrue(refusal.contains("NAME_UNKNOWN"), refusal);
    refusal = begin(repository, "").expect(404).text();
    assertTrue(refusal.contains("public/ALIAS/NAME"), refusal);
  }

  @Test
  void a_name_has_the_length_that_the_api_takes() {
    begin(new Repository(root.http(), "public/team/a"), "").expect(400);
    begin(new Repository(root.http(), "public/team/" + "a".repeat(206)), "").expect(400);
    String longest = "public/team/" + "a".repeat(205);
    begin(new Repository(root.http(), longest), "").expect(202);
    String bearer =
        SERVER.bearer(
            basic("root", SERVER.running().rootPassword()), "repository:" + longest + ":push");
    begin(new Repository(SERVER.http().with("Authorization", bearer), longest), "").expect(202);
  }

  @Test
  void a_mount_asks_the_right_to_pull_of_a_private_source_and_none_of_a_public_one() {
    String source = SERVER.fresh("source");
    Digest digest = new Repository(root.http(), source).pushBlob(new byte[] {7, 7, 7});
    Repository pusher = as(basic(SERVER.user(allowing(PUSH_AND_CREATE, "*"))));
    String query = "?mount=" + digest + "&from=";
    begin(pusher, query + source).expect(202);
    begin(root, query + "public/nobody/app").expect(202);
    begin(root, query + source)
        .expect(201)
        .expectHeader("Location", "/v2/" + called + "/blobs/" + digest);
    Repository further =
        new Repository(pusher.http(), "public/" + ALIAS + "/" + SERVER.fresh("further"));
    begin(further, query + called)
        .expect(201)
        .expectHeader("Location", "/v2/" + further.name() + "/blobs/" + digest);
  }
}
