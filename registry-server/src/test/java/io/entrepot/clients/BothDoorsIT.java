package io.entrepot.clients;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.entrepot.clients.Commands.Answer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ecr.EcrClient;
import software.amazon.awssdk.services.ecr.model.ImageAlreadyExistsException;
import software.amazon.awssdk.services.ecr.model.ImageDetail;
import software.amazon.awssdk.services.ecr.model.ImageFailure;
import software.amazon.awssdk.services.ecr.model.ImageFailureCode;
import software.amazon.awssdk.services.ecr.model.ImageIdentifier;
import software.amazon.awssdk.services.ecr.model.ImageTagMutability;
import software.amazon.awssdk.services.ecr.model.LayersNotFoundException;
import software.amazon.awssdk.services.ecr.model.RepositoryNotFoundException;

/**
 * What AWS's SDK for Java does by the API and what docker does by OCI is done to one store. Docker
 * logs in with what {@code aws ecr get-login-password} prints.
 */
@Tries({Client.AWS, Client.DOCKER})
record BothDoorsIT(Lab lab) {
  private static final String NEWEST_THREE =
      """
      {"rules": [{"rulePriority": 1, "description": "the newest three",
        "selection":
          {"tagStatus": "any", "countType": "imageCountMoreThan", "countNumber": 3},
        "action": {"type": "expire"}}]}
      """;

  private EcrClient ecr() {
    Person administrator = lab.guarded().administrator();
    return ApiImages.client(lab.guarded().address(), administrator.by(CredentialKind.ACCESS_KEY));
  }

  private String repository() {
    String name = lab.fresh("doors/app");
    ecr().createRepository(request -> request.repositoryName(name));
    return name;
  }

  private String name(String repository, String tag) {
    return lab.guarded().name(repository) + ":" + tag;
  }

  /** Docker as this person, who has no other secret than an access key. */
  private Docker docker(Person person) {
    Credentials key = person.by(CredentialKind.ACCESS_KEY);
    Commands aws =
        lab.commands(
            lab.fresh("aws"),
            Map.of(
                "AWS_ENDPOINT_URL",
                "http://" + lab.guarded().address(),
                "AWS_DEFAULT_REGION",
                "eu-west-3",
                "AWS_ACCESS_KEY_ID",
                key.user(),
                "AWS_SECRET_ACCESS_KEY",
                key.password()));
    String password = aws.run(Client.AWS, "ecr", "get-login-password");
    Docker docker =
        new Docker(
            lab.engine().commands().with("DOCKER_CONFIG", lab.folder(lab.fresh("d")).toString()));
    docker
        .commands()
        .attemptWith(
            password,
            Client.DOCKER,
            "login",
            "--username=AWS",
            "--password-stdin",
            lab.guarded().address())
        .text();
    return docker;
  }

  private record Docker(Commands commands) {
    Answer pull(String name) {
      Answer pulled = commands.attempt(Client.DOCKER, "pull", name);
      if (pulled.status() == 0) {
        commands.run(Client.DOCKER, "rmi", "--force", name);
      }
      return pulled;
    }

    Answer push(String tar, String name) {
      commands.run(Client.DOCKER, "import", tar, name);
      Answer pushed = commands.attempt(Client.DOCKER, "push", name);
      commands.run(Client.DOCKER, "rmi", "--force", name);
      return pushed;
    }
  }

  @Test
  void docker_pulls_what_the_api_put() {
    String repository = repository();
    String digest = new ApiImages(ecr()).push(repository, lab.samples().image(), "v1");
    assertEquals(lab.samples().image().digest(), digest);
    String pulled = docker(lab.guarded().puller()).pull(name(repository, "v1")).text();
    assertTrue(pulled.contains("Digest: " + digest), pulled);
  }

  @Test
  void the_api_gives_what_docker_pushed() {
    String repository = repository();
    String tar = lab.packages().tar("netbase").toString();
    docker(lab.guarded().pusher()).push(tar, name(repository, "v1")).text();
    String digest = lab.guarded().probe().digest(repository, "v1");
    assertEquals(
        lab.guarded().probe().closure(repository, digest),
        new ApiImages(ecr()).pull(repository, "v1"));
    ImageDetail image =
        ecr()
            .describeImages(request -> request.repositoryName(repository))
            .imageDetails()
            .getFirst();
    assertEquals(digest, image.imageDigest());
    assertEquals(List.of("v1"), image.imageTags());
  }

  @Test
  void docker_pushes_and_pulls_while_a_policy_keeps_the_newest_three() {
    String repository = repository();
    ecr()
        .putLifecyclePolicy(
            request -> request.repositoryName(repository).lifecyclePolicyText(NEWEST_THREE));
    Docker docker = docker(lab.guarded().pusher());
    String tar = lab.packages().tar("netbase").toString();
    for (int i = 1; i <= 6; i++) {
      docker.push(tar, name(repository, "v" + i)).text();
      for (int newest = Math.max(1, i - 2); newest <= i; newest++) {
        docker.pull(name(repository, "v" + newest)).text();
      }
    }
    await()
        .atMost(Duration.ofSeconds(60))
        .until(() -> tags(repository), List.of("v4", "v5", "v6")::equals);
    docker.pull(name(repository, "v4")).text();
    String refusal = docker.pull(name(repository, "v1")).refusal();
    assertTrue(refusal.contains("manifest unknown"), refusal);
  }

  private List<String> tags(String repository) {
    return ecr().listImages(request -> request.repositoryName(repository)).imageIds().stream()
        .map(ImageIdentifier::imageTag)
        .sorted()
        .toList();
  }

  @Test
  void a_layer_of_several_parts_comes_back_as_it_was() {
    String repository = repository();
    byte[] layer = new byte[25 << 20];
    new Random(25).nextBytes(layer);
    ApiImages images = new ApiImages(ecr());
    images.pushLayer(repository, layer);
    assertArrayEquals(layer, images.layer(repository, Sha256.digest(layer)));
  }

  @Test
  void an_index_keeps_its_images_until_it_goes() {
    String repository = repository();
    OciLayout layout = lab.samples().index();
    String digest = new ApiImages(ecr()).push(repository, layout, "v1");
    assertEquals(
        lab.guarded().probe().closure(repository, "v1"), layout.digests(), "all of it is there");
    String child =
        OciLayout.JSON
            .readTree(layout.blob(digest))
            .required("manifests")
            .get(0)
            .required("digest")
            .asString();
    ImageFailure failure = delete(repository, child).getFirst();
    assertEquals(
        ImageFailureCode.IMAGE_REFERENCED_BY_MANIFEST_LIST,
        failure.failureCode(),
        failure::toString);
    assertEquals(List.of(), delete(repository, digest));
    assertEquals(List.of(), delete(repository, child));
    assertFalse(lab.guarded().probe().has(repository, child));
  }

  private List<ImageFailure> delete(String repository, String digest) {
    return ecr()
        .batchDeleteImage(
            request -> request.repositoryName(repository).imageIds(ApiImages.digested(digest)))
        .failures();
  }

  @Test
  void what_one_door_sets_the_other_keeps() {
    String repository = repository();
    String tar = lab.packages().tar("netbase").toString();
    Docker docker = docker(lab.guarded().pusher());
    new ApiImages(ecr()).push(repository, lab.samples().small(), "v1");
    ecr()
        .putImageTagMutability(request ->
            request.repositoryName(repository).imageTagMutability(ImageTagMutability.IMMUTABLE));
    requireText("immutable", docker.push(tar, name(repository, "v1")));
    docker.push(tar, name(repository, "v2")).text();
    ecr()
        .batchDeleteImage(
            request -> request.repositoryName(repository).imageIds(ApiImages.tagged("v2")));
    requireText("not found", docker.pull(name(repository, "v2")));
    ecr()
        .setRepositoryPolicy(request ->
            request
                .repositoryName(repository)
                .policyText(
                    "{\"Version\":\"2012-10-17\",\"Statement\":{\"Effect\":\"Deny\","
                        + "\"Principal\":{\"AWS\":\"arn:aws:iam::123456789012:user/puller\"},"
                        + "\"Action\":\"ecr:BatchGetImage\"}}"));
    Docker puller = docker(lab.guarded().puller());
    requireText("explicit deny", puller.pull(name(repository, "v1")));
    ecr().deleteRepositoryPolicy(request -> request.repositoryName(repository));
    puller.pull(name(repository, "v1")).text();
    ecr().deleteRepository(request -> request.repositoryName(repository).force(true));
    puller.pull(name(repository, "v1")).refusal();
  }

  private static void requireText(String text, Answer refused) {
    assertTrue(refused.refusal().contains(text), () -> "no '" + text + "' from " + refused);
  }

  @Test
  void refusals_come_as_the_exceptions_of_the_model() {
    String repository = repository();
    ApiImages images = new ApiImages(ecr());
    images.push(repository, lab.samples().small(), "v1");
    ImageAlreadyExistsException again =
        assertThrows(
            ImageAlreadyExistsException.class,
            () -> images.push(repository, lab.samples().small(), "v1"));
    assertEquals(400, again.statusCode());
    assertFalse(again.requestId().isEmpty());
    String other = repository();
    OciLayout small = lab.samples().small();
    String manifest =
        new String(small.blob(small.digest()), java.nio.charset.StandardCharsets.UTF_8);
    assertThrows(
        LayersNotFoundException.class,
        () -> ecr().putImage(request -> request.repositoryName(other).imageManifest(manifest)));
    assertThrows(
        RepositoryNotFoundException.class,
        () -> ecr().describeImages(request -> request.repositoryName("doors/none")));
  }
}
