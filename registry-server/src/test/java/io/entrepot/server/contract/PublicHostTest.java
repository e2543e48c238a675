package io.entrepot.server.contract;

import static io.entrepot.server.contract.GuardedExtension.basic;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.entrepot.auth.identity.IdentityName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A host that has public repositories alone, which here is the one that every request names. */
final class PublicHostTest {
  @RegisterExtension
  static final GuardedExtension SERVER =
      new GuardedExtension(
          "--public-hosts=127.0.0.1", "--external-url=https://registry.example.org");

  private final String name = SERVER.fresh("app");
  private final String called = PublicPullTest.ALIAS + "/" + name;
  private final Repository root =
      SERVER.repository(called, basic("root", SERVER.running().rootPassword()));

  @Test
  void a_public_repository_is_called_there_by_its_alias_and_name() {
    Documents image = root.pushImage("one", "content");
    for (String each : new String[] {called, "public/" + called}) {
      new Repository(SERVER.http(), each)
          .get("/manifests/one")
          .expect(200)
          .expectHeader("Docker-Content-Digest", image.digest());
    }
    assertTrue(root.startUpload().startsWith("/v2/" + called + "/blobs/uploads/"));
  }

  @Test
  void there_are_no_private_repositories_there_and_no_catalog() {
    root.http().call("GET", "/v2/" + name + "/tags/list").expect(404);
    root.http().call("GET", "/v2/team/" + name + "/tags/list").expect(404);
    root.http().call("GET", "/v2/_catalog").expect(404);
  }

  @Test
  void scopes_name_the_path_as_the_client_wrote_it() {
    IdentityName pusher = SERVER.user(EcrPublicTest.everywhere("\"ecr-public:*\""));
    String challenge =
        SERVER
            .http()
            .call("POST", "/v2/" + called + "/blobs/uploads/")
            .expect(401)
            .header("WWW-Authenticate");
    assertTrue(challenge.contains("scope=\"repository:" + called + ":pull,push\""), challenge);
    // What a scope means depends on the host that is asked for the token.
    assertTrue(challenge.contains("realm=\"http://127.0.0.1:"), challenge);
    String bearer = SERVER.bearer(basic(pusher), "repository:" + called + ":pull,push");
    Documents image = SERVER.repository(called, bearer).pushImage("one", "content");
    new Repository(SERVER.http(), called).get("/manifests/" + image.digest()).expect(200);
  }

  @Test
  void addresses_are_written_with_it() {
    EcrCaller caller = new EcrCaller(SERVER.root(), "ecr-public");
    assertEquals(
        "127.0.0.1/" + called,
        caller
            .well("CreateRepository", "{'repositoryName':'" + name + "'}")
            .get("repository")
            .get("repositoryUri")
            .asString());
    assertEquals(
        "127.0.0.1/" + PublicPullTest.ALIAS,
        caller
            .well("DescribeRegistries", "{}")
            .get("registries")
            .get(0)
            .get("registryUri")
            .asString());
  }
}
