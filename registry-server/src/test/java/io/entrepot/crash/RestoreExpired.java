package io.entrepot.crash;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.SplittableRandom;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Brings an image back that the policy of a repository took away, while it is being deleted for
 * good and its blobs are collected: whole, or not at all when its time was over.
 */
final class RestoreExpired implements Actor {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final RegistryClient client;
  private final KeptImages images;
  private final SplittableRandom choices;
  private final SoakFigures figures;

  RestoreExpired(
      RegistryClient client, KeptImages images, SplittableRandom choices, SoakFigures figures) {
    this.client = client;
    this.images = images;
    this.choices = choices;
    this.figures = figures;
  }

  @Override
  public void step() throws IOException, InterruptedException {
    String repository = "{\"repositoryName\":\"" + images.repository + "\"";
    byte[] listed = client.operate("entrepot", "ListExpiredImages", repository + "}");
    List<JsonNode> expired = JSON.readTree(listed).path("expiredImages").valueStream().toList();
    if (expired.isEmpty()) {
      return;
    }
    String digest = expired.get(choices.nextInt(expired.size())).path("imageDigest").asString("");
    images.mayPush(digest);
    HttpResponse<byte[]> answer =
        client.administer(
            "entrepot", "RestoreImage", repository + ",\"image\":\"" + digest + "\"}");
    if (isGone(answer) || hasOtherTags(answer)) {
      images.refused();
      return;
    }
    if (answer.statusCode() != 200) {
      throw DockerPush.unexpected(answer);
    }
    images.pushed();
    figures.restored.increment();
    PolicyRepository.requireKept(client, images);
  }

  private static boolean isGone(HttpResponse<byte[]> answer) {
    return answer.statusCode() == 404
        && new String(answer.body(), UTF_8).contains("ImageNotFoundException");
  }

  /** It came back, and expired with other tags, while its tags were asked about. */
  private static boolean hasOtherTags(HttpResponse<byte[]> answer) {
    return answer.statusCode() == 503
        && new String(answer.body(), UTF_8).contains("expired with other tags");
  }
}
