package io.entrepot.server.contract;

import static io.entrepot.server.contract.Administrator.error;
import static io.entrepot.server.contract.GuardedExtension.basic;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.entrepot.server.event.webhook.WebhookTarget;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What a webhook hears of changes through either door, and what operators see of it. */
@Timeout(120)
final class EventsTest {
  private static final WebhookTarget TARGET = target();

  @RegisterExtension
  static final GuardedExtension SERVER =
      new GuardedExtension(
          "--events-webhooks=ci=" + TARGET.url("/hook"), "--events-allow=ci=127.0.0.1");

  private final String name = SERVER.fresh("events/app");
  private final Repository docker =
      SERVER.repository(name, basic("root", SERVER.running().rootPassword()));
  private final EcrCaller root = new EcrCaller(SERVER.root());

  private static WebhookTarget target() {
    try {
      return WebhookTarget.start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The events of this test's repository, each in a line, in the order in which they came. */
  private List<String> heard() {
    return TARGET.received().stream()
        .map(received -> JsonMapper.shared().readTree(received.body()))
        .filter(event -> event.get("detail").path("repository-name").asString("").equals(name))
        .map(EventsTest::line)
        .toList();
  }

  private static String line(JsonNode event) {
    assertEquals("aws.ecr", event.get("source").asString());
    assertEquals("123456789012", event.get("account").asString());
    assertEquals("us-east-1", event.get("region").asString());
    JsonNode detail = event.get("detail");
    return event.get("detail-type").asString().replace("ECR ", "").replace(" Action", "")
        + " "
        + detail.get("action-type").asString()
        + member(detail, "policy-type")
        + member(detail, "image-tag");
  }

  private static String member(JsonNode detail, String name) {
    return detail.has(name) ? " " + detail.get(name).asString() : "";
  }

  /** In any order: events of one sink are under way at the same time. */
  private void awaitHeard(String... lines) {
    List<String> expected = List.of(lines).stream().sorted().toList();
    await().untilAsserted(() -> assertEquals(expected, heard().stream().sorted().toList()));
  }

  private String body(String more) {
    return "{'repositoryName':'" + name + "'" + (more.isEmpty() ? "" : "," + more) + "}";
  }

  private static JsonNode events(String operation, String body) {
    return SERVER.root().call("entrepot", operation, body).expect(200).json();
  }

  @Test
  void what_oci_clients_do_is_heard() {
    Documents image = docker.pushImage("one", "content");
    docker.pushManifest("two", image).expect(201);
    docker.pushManifest("two", image).expect(201);
    docker.delete("/manifests/two").expect(202);
    docker.delete("/manifests/" + image.digest()).expect(202);
    awaitHeard(
        "Repository CREATE",
        "Image PUSH one",
        "Image PUSH two",
        "Image UNTAG two",
        "Image DELETE one");
  }

  @Test
  void what_aws_clients_do_is_heard() {
    root.well("CreateRepository", body(""));
    docker.pushImage("one", "content");
    root.well("BatchDeleteImage", body("'imageIds':[{'imageTag':'one'}]"));
    root.well("PutImageTagMutability", body("'imageTagMutability':'IMMUTABLE'"));
    root.well(
        "TagResource",
        "{'resourceArn':'" + GuardedExtension.arn(name) + "','tags':[{'Key':'a','Value':'b'}]}");
    root.well("DeleteRepository", body("'force':true"));
    awaitHeard(
        "Repository CREATE",
        "Image PUSH one",
        "Image DELETE one",
        "Policy SET TAG_MUTABILITY",
        "Repository TAG_RESOURCE",
        "Repository DELETE");
  }

  @Test
  void what_is_refused_for_a_day_is_a_dead_letter_that_can_be_sent_again() {
    SERVER.running().pass(Duration.ofSeconds(1));
    String sink = "{\"SinkName\":\"ci\"}";
    TARGET.refusing(true);
    try {
      docker.pushBlob(new byte[] {1});
      await().until(() -> !mine(events("ListUndeliveredEvents", sink)).isEmpty());
      assertEquals(
          "RETRYING",
          mine(events("ListUndeliveredEvents", sink)).getFirst().get("State").asString());
      SERVER.running().pass(Duration.ofHours(25));
      await()
          .until(() -> !mine(events("ListUndeliveredEvents", "{\"DeadLetters\":true}")).isEmpty());
    } finally {
      TARGET.refusing(false);
    }
    JsonNode dead = mine(events("ListUndeliveredEvents", "{\"DeadLetters\":true}")).getFirst();
    assertEquals("REPOSITORY_CREATE", dead.get("Kind").asString());
    assertEquals("it answered with the status 500", dead.get("LastError").asString());
    assertTrue(events("ListEventSinks", "{}").get("Sinks").get(0).get("DeadLetters").asInt() > 0);
    String id = dead.get("EventId").asString();
    assertEquals(
        1, events("ResendEvents", "{\"EventIds\":[\"" + id + "\"]}").get("Resent").asInt());
    await()
        .untilAsserted(() ->
            assertEquals(
                List.of(), mine(events("ListUndeliveredEvents", "{\"DeadLetters\":true}"))));
    await()
        .until(() ->
            TARGET.received().stream()
                    .filter(received -> received.field("webhook-id").equals(id))
                    .count()
                >= 3);
  }

  private List<JsonNode> mine(JsonNode answer) {
    return answer
        .get("Events")
        .valueStream()
        .filter(event -> event.path("RepositoryName").asString("").equals(name))
        .toList();
  }

  @Test
  void a_sink_is_tried_and_one_that_is_not_there_is_said_so() {
    assertEquals(
        "TAKEN", events("TestEventSink", "{\"SinkName\":\"ci\"}").get("Result").asString());
    error(
        SERVER.root().call("entrepot", "TestEventSink", "{\"SinkName\":\"no\"}"),
        404,
        "NoSuchEntity");
    error(
        SERVER.root().call("entrepot", "ListUndeliveredEvents", "{\"NextToken\":\"x\"}"),
        400,
        "ValidationError");
    error(SERVER.root().call("entrepot", "ResendEvents", "{}"), 400, "ValidationError");
    error(
        SERVER.root().call("entrepot", "ResendEvents", "{\"EventIds\":[\"none\"]}"),
        404,
        "NoSuchEntity");
  }
}
