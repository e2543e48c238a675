package io.entrepot.crash;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;

/**
 * A repository that all clients change at once: anything may be gone, but what is there has the
 * bytes of its name, and every answer is one that a client understands.
 */
final class SharedRepository implements Actor {
  static final String NAME = "soak/shared";

  private static final int TAGS = 10;
  private static final int ATTEMPTS = 3;

  private final RegistryClient client;
  private final DockerPush push;
  private final ArtifactMaker maker;
  private final SplittableRandom random;
  private final SoakFigures figures;

  SharedRepository(
      RegistryClient client,
      DockerPush push,
      ArtifactMaker maker,
      SplittableRandom random,
      SoakFigures figures) {
    this.client = client;
    this.push = push;
    this.maker = maker;
    this.random = random;
    this.figures = figures;
  }

  @Override
  public void step() throws IOException, InterruptedException {
    String tag = "t" + random.nextInt(TAGS);
    switch (random.nextInt(10)) {
      case 0, 1, 2 -> push(maker.image(), tag);
      case 3 -> push(maker.index(), tag);
      case 4 -> tolerate(Set.of(202, 404), client.send("DELETE", path("manifests", tag)));
      case 5, 6 -> delete(tag);
      case 7 -> deleteRepository();
      default -> pull(tag);
    }
  }

  /** Others delete what this push brings, so it may come to nothing. */
  private void push(Artifact artifact, String reference) throws IOException, InterruptedException {
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      boolean whole = true;
      for (Artifact child : artifact.children()) {
        whole &= push.offer(NAME, child, child.digest()).isEmpty();
      }
      if (whole && push.offer(NAME, artifact, reference).isEmpty()) {
        figures.pushed.increment();
        return;
      }
      figures.refused.increment();
    }
  }

  private void delete(String tag) throws IOException, InterruptedException {
    HttpResponse<byte[]> found = client.get(path("manifests", tag));
    if (found.statusCode() == 200) {
      String digest = RegistryClient.digest(found.body());
      // An index may name it.
      tolerate(Set.of(202, 404, 405), client.send("DELETE", path("manifests", digest)));
      figures.deleted.increment();
    }
  }

  private void deleteRepository() throws IOException, InterruptedException {
    if (random.nextInt(6) == 0) {
      tolerate(
          Set.of(200, 404),
          client.administer(
              "ecr", "DeleteRepository", "{\"repositoryName\":\"" + NAME + "\",\"force\":true}"));
      figures.repositories.increment();
    }
  }

  private void pull(String tag) throws IOException, InterruptedException {
    Optional<byte[]> manifest = pull("manifests", tag);
    if (manifest.isPresent()) {
      for (String child : Documents.children(manifest.get())) {
        requireContent("manifests", child);
      }
      for (String blob : Documents.blobs(manifest.get())) {
        requireContent("blobs", blob);
      }
      figures.pulled.increment();
    }
  }

  /** The bytes of its name, or nothing. */
  private void requireContent(String kind, String digest) throws IOException, InterruptedException {
    Optional<byte[]> content = pull(kind, digest);
    if (content.isPresent() && !RegistryClient.digest(content.get()).equals(digest)) {
      throw new AssertionError(path(kind, digest) + " has other content");
    }
  }

  private Optional<byte[]> pull(String kind, String reference)
      throws IOException, InterruptedException {
    HttpResponse<byte[]> answer = client.get(path(kind, reference));
    tolerate(Set.of(200, 404), answer);
    return answer.statusCode() == 200 ? Optional.of(answer.body()) : Optional.empty();
  }

  private static String path(String kind, String reference) {
    return "/v2/" + NAME + "/" + kind + "/" + reference;
  }

  private static void tolerate(Set<Integer> statuses, HttpResponse<byte[]> answer) {
    if (!statuses.contains(answer.statusCode())) {
      throw DockerPush.unexpected(answer);
    }
  }
}
