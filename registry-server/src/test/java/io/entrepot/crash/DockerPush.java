package io.entrepot.crash;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Pushes as docker does: asks for each blob, mounts or uploads what is not there. One thread. */
final class DockerPush {
  private final RegistryClient client;
  private final List<String> sources;
  private final SplittableRandom random;

  /**
   * @param sources repositories that blobs are mounted from
   */
  DockerPush(RegistryClient client, List<String> sources, SplittableRandom random) {
    this.client = client;
    this.sources = sources;
    this.random = random;
  }

  /**
   * Tries once, without the children.
   *
   * @return empty when it was acknowledged; or else how the client was told that something it had
   *     sent, or did not have to send, is not there
   */
  Optional<String> offer(String repository, Artifact artifact, String reference)
      throws IOException, InterruptedException {
    for (byte[] blob : artifact.blobs()) {
      Optional<String> refusal = offer(repository, blob);
      if (refusal.isPresent()) {
        return refusal;
      }
    }
    if (!artifact.blobs().isEmpty()) {
      linger();
    }
    byte[] document = artifact.document();
    HttpResponse<byte[]> answer =
        client.send(
            "PUT",
            "/v2/" + repository + "/manifests/" + reference,
            Documents.mediaType(document),
            document);
    return acknowledged(answer);
  }

  /**
   * Some clients take long between the blobs and the manifest; a few take longer than any grace.
   */
  private void linger() throws InterruptedException {
    long millis =
        switch (random.nextInt(40)) {
          case 0 -> random.nextInt(2 * SoakServer.UPLOAD_GRACE_MILLIS);
          case 1, 2, 3, 4, 5, 6 -> random.nextInt(SoakServer.PROMISE_MILLIS);
          default -> 0;
        };
    if (new CountDownLatch(1).await(millis, TimeUnit.MILLISECONDS)) {
      throw new AssertionError("nobody counts the latch down");
    }
  }

  private Optional<String> offer(String repository, byte[] blob)
      throws IOException, InterruptedException {
    String digest = RegistryClient.digest(blob);
    if (random.nextInt(8) > 0 && isThere(repository, digest)) {
      return Optional.empty();
    }
    String start = "/v2/" + repository + "/blobs/uploads/";
    boolean mounts = random.nextInt(3) == 0;
    HttpResponse<byte[]> started = client.send("POST", mounts ? start + mountQuery(digest) : start);
    if (mounts && started.statusCode() == 201) {
      return Optional.empty();
    }
    if (started.statusCode() != 202) {
      throw unexpected(started);
    }
    String location = started.headers().firstValue("Location").orElseThrow();
    String separator = location.contains("?") ? "&" : "?";
    return acknowledged(
        client.send(
            "PUT", location + separator + "digest=" + digest, "application/octet-stream", blob));
  }

  private String mountQuery(String digest) {
    return "?mount=" + digest + "&from=" + sources.get(random.nextInt(sources.size()));
  }

  private boolean isThere(String repository, String digest)
      throws IOException, InterruptedException {
    HttpResponse<byte[]> answer = client.send("HEAD", "/v2/" + repository + "/blobs/" + digest);
    return switch (answer.statusCode()) {
      case 200 -> true;
      case 404 -> false;
      default -> throw unexpected(answer);
    };
  }

  private static Optional<String> acknowledged(HttpResponse<byte[]> answer) {
    String text = new String(answer.body(), UTF_8);
    if (answer.statusCode() == 201) {
      return Optional.empty();
    }
    if (answer.statusCode() == 404 || text.contains("\"MANIFEST_BLOB_UNKNOWN\"")) {
      return Optional.of(text);
    }
    throw unexpected(answer);
  }

  /** An answer that no client of a good registry sees. */
  static AssertionError unexpected(HttpResponse<byte[]> answer) {
    return new AssertionError(
        "%s answered %d: %s"
            .formatted(answer.request(), answer.statusCode(), new String(answer.body(), UTF_8)));
  }
}
