package io.entrepot.server.observe.audit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.entrepot.server.access.AuditEvent;
import java.io.ByteArrayOutputStream;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

final class RecordTextTest {
  private static final Instant TIME = Instant.parse("2026-11-21T10:00:00.700Z");

  private final RecordText text =
      new RecordText(
          "eu-central-1",
          (account, name) ->
              switch (name) {
                case "ann" -> ClaimedNames.Kind.USER;
                case "AKIAEXAMPLE123456" -> ClaimedNames.Kind.ACCESS_KEY;
                default -> ClaimedNames.Kind.UNKNOWN;
              });

  private String line(AuditEvent event) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    text.append(new AuditQueue.Entry(TIME, event), out);
    return out.toString(UTF_8);
  }

  private JsonNode record(AuditEvent event) {
    return JsonMapper.shared().readTree(line(event));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a\r\n{\"eventName\":\"Forged\"}",
        "a\",\"eventName\":\"Forged\",\"x\":\"",
        "\\\"",
        "\u0000\u0007\u001b[31m\u007f",
        "\u202e\u2066\u2069\u200f\ufeff",
        "\u0085\u2028\u2029",
        "\ud83d\udc19",
      })
  void what_clients_send_stays_in_its_field_on_its_line_in_ascii(String hostile) {
    String line = line(Events.from(hostile));
    assertEquals(line.length() - 1, line.indexOf('\n'));
    assertTrue(line.chars().allMatch(c -> c == '\n' || (c >= ' ' && c <= '~')), line);
    JsonNode record = JsonMapper.shared().readTree(line);
    assertEquals(hostile, record.get("userAgent").asString());
    assertEquals("PutImage", record.get("eventName").asString());
    assertEquals(
        hostile,
        record(Events.asking(Map.of("scope", List.of(hostile))))
            .get("requestParameters")
            .get("scope")
            .asString());
  }

  @Test
  void half_of_a_character_is_replaced() {
    assertEquals("a\uFFFDb", record(Events.from("a\ud83db")).get("userAgent").asString());
    assertEquals("\uFFFD", record(Events.from("\udc19")).get("userAgent").asString());
  }

  @Test
  void long_texts_and_lists_are_cut_with_a_mark() {
    String limit = "u".repeat(BoundedText.CHARS);
    assertEquals(limit, record(Events.from(limit)).get("userAgent").asString());
    assertEquals(
        limit + "[cut, had 8192 characters]",
        record(Events.from("u".repeat(8192))).get("userAgent").asString());
    JsonNode scopes =
        record(Events.asking(Map.of("scope", Collections.nCopies(10_000, "s"))))
            .get("requestParameters")
            .get("scope");
    assertEquals(BoundedText.VALUES + 1, scopes.size());
    assertEquals("[cut, had 10000 values]", scopes.get(BoundedText.VALUES).asString());
  }

  @Test
  void a_claimed_name_is_told_only_when_it_is_one_of_ours() {
    assertEquals(
        "ann", record(Events.claiming("ann")).get("userIdentity").get("userName").asString());
    assertEquals(
        "AKIAEXAMPLE123456",
        record(Events.claiming("AKIAEXAMPLE123456"))
            .get("userIdentity")
            .get("accessKeyId")
            .asString());
    String line = line(Events.claiming("my-Password-1"));
    assertFalse(line.contains("my-Password-1"), line);
    JsonNode record = JsonMapper.shared().readTree(line);
    assertEquals(IdentityText.HIDDEN, record.get("userIdentity").get("userName").asString());
    String mark = hidden("my-Password-1");
    assertEquals(hidden("my-Password-1"), mark);
    assertNotEquals(hidden("my-Password-2"), mark);
  }

  private String hidden(String name) {
    return record(Events.claiming(name)).get("additionalEventData").get("hiddenName").asString();
  }

  @Test
  void a_record_has_cloud_trails_shape() {
    JsonNode record = record(Events.change("id-1"));
    assertEquals("1.11", record.get("eventVersion").asString());
    assertEquals("2026-11-21T10:00:00Z", record.get("eventTime").asString());
    assertEquals("ecr.amazonaws.com", record.get("eventSource").asString());
    assertEquals("PutImage", record.get("eventName").asString());
    assertEquals("eu-central-1", record.get("awsRegion").asString());
    assertEquals("192.0.2.7", record.get("sourceIPAddress").asString());
    assertEquals("docker/28", record.get("userAgent").asString());
    assertEquals("id-1", record.get("requestID").asString());
    assertEquals(36, record.get("eventID").asString().length());
    assertFalse(record.get("readOnly").asBoolean());
    assertFalse(record.has("errorCode"));
    assertEquals("IAMUser", record.get("userIdentity").get("type").asString());
    assertEquals(
        "arn:aws:iam::123456789012:user/ann", record.get("userIdentity").get("arn").asString());
    assertEquals(
        "arn:aws:ecr:eu-central-1:123456789012:repository/app",
        record.get("resources").get(0).get("ARN").asString());
    assertEquals("app", record.get("requestParameters").get("repositoryName").asString());
    assertEquals(
        "because", record.get("additionalEventData").get("decision").get("explanation").asString());
    assertEquals("123456789012", record.get("recipientAccountId").asString());
    JsonNode refused = record(Events.refusal("id-2"));
    assertEquals("AccessDenied", refused.get("errorCode").asString());
    assertEquals("no", refused.get("errorMessage").asString());
  }
}
