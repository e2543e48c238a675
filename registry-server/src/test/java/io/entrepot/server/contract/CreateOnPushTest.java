package io.entrepot.server.contract;

import static io.entrepot.server.contract.GuardedExtension.basic;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A server whose operator has pushes make no repositories. */
final class CreateOnPushTest {
  @RegisterExtension
  static final GuardedExtension SERVER = new GuardedExtension("--repositories-create-on-push=off");

  private static final String ABSENT = "sha256:" + "0".repeat(64);

  private final String name = SERVER.fresh("first/app");
  private final Repository repository =
      SERVER.repository(name, basic("root", SERVER.running().rootPassword()));

  @Test
  void even_root_pushes_only_to_repositories_that_are_there() {
    String words =
        "repository " + name + " does not exist, and a push creates none here; create it first";
    String uploads = repository.path("/blobs/uploads/");
    assertRefused(words, repository.http().call("POST", uploads));
    Documents nothing =
        Documents.image(new Repository.Part(ABSENT, 2), new Repository.Part(ABSENT, 2));
    assertRefused(words, repository.pushManifest("v1", nothing));
    EcrCaller root = new EcrCaller(SERVER.root());
    root.refusal(
        "DescribeImages", "{'repositoryName':'" + name + "'}", 404, "RepositoryNotFoundException");
    root.well("CreateRepository", "{'repositoryName':'" + name + "'}");
    repository.pushImage("v1", "a layer");
  }

  private static void assertRefused(String words, Answer answer) {
    answer.expectError(404, "NAME_UNKNOWN");
    assertTrue(answer.text().contains(words), answer::toString);
  }
}
