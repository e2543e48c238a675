package io.entrepot.server.main;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.entrepot.server.event.webhook.WebhookTarget;
import io.entrepot.storage.oci.Digest;
import io.entrepot.storage.oci.DigestAlgorithm;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Events of a real server that is killed. */
@Timeout(300)
final class EventsIT {
  private static final byte[] CONTENT = {1, 2, 3};

  @TempDir private Path folder = Path.of(".");

  private EntrepotProcess serve(WebhookTarget target) throws IOException {
    return EntrepotProcess.start(
        folder,
        Map.of(),
        "serve",
        "--data",
        folder.resolve("data").toString(),
        "--listen",
        "127.0.0.1:0",
        "--management",
        "off",
        "--open=loopback",
        "--events-webhooks=ci=" + target.url("/"),
        "--events-allow=ci=127.0.0.1");
  }

  /** Makes the repository, which is an event; whether the client hears of it does not matter. */
  private static CompletableFuture<?> push(String registry) {
    HttpClient client = HttpClient.newHttpClient();
    Digest digest = Digest.of(DigestAlgorithm.SHA256, CONTENT);
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(registry + "/v2/app/blobs/uploads/?digest=" + digest))
            .POST(BodyPublishers.ofByteArray(CONTENT))
            .build();
    return client.sendAsync(request, BodyHandlers.discarding());
  }

  @Test
  void a_server_killed_before_it_notes_an_answer_delivers_the_event_again_under_the_same_id()
      throws Exception {
    try (WebhookTarget target = WebhookTarget.start()) {
      try (EntrepotProcess server = serve(target)) {
        target.before(server::close);
        CompletableFuture<?> answer = push(server.awaitLine("listening on "));
        server.awaitEnd();
        await().until(answer::isDone);
      }
      assertEquals(1, target.received().size());
      target.before(() -> {});
      try (EntrepotProcess server = serve(target)) {
        server.awaitLine("listening on ");
        await().atMost(Duration.ofSeconds(60)).until(() -> target.received().size() == 2);
      }
      List<String> ids =
          target.received().stream().map(received -> received.field("webhook-id")).toList();
      assertEquals(ids.getFirst(), ids.getLast());
    }
  }
}
