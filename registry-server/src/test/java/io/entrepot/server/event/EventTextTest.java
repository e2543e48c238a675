package io.entrepot.server.event;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.entrepot.storage.event.Event;
import io.entrepot.storage.event.EventKind;
import io.entrepot.storage.oci.RegistryId;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The form of events, held against the examples that docs/events.md shows. */
final class EventTextTest {
  private static final Path PAGE = Path.of("../docs/events.md");
  private static final Pattern EXAMPLE =
      Pattern.compile("### ([A-Z_]+)\\n.*?```json\\n(.*?)```", Pattern.DOTALL);
  private static final String DIGEST =
      "sha256:7f5b2640fe6fb4f46592dfd3410c4a79dac4f89e4782432e0378abcd1234ab12";
  private static final UUID ID = UUID.fromString("13cde686-328b-6117-af20-0e5566167482");
  private static final Instant AT = Instant.parse("2019-11-16T01:54:34.567Z");

  private static final RegistryId PRIVATE = new RegistryId("123456789012");

  private final EventText text = new EventText("us-west-2");

  private static Event event(EventKind kind, RegistryId registry) {
    boolean ofImage = kind.name().startsWith("IMAGE");
    return new Event(
        1,
        ID,
        AT,
        kind,
        registry,
        kind.name().startsWith("REGISTRY") ? Optional.empty() : Optional.of("my-repository-name"),
        ofImage ? Optional.of(DIGEST) : Optional.empty(),
        ofImage ? Optional.of("latest") : Optional.empty());
  }

  private static JsonNode read(byte[] json) {
    return JsonMapper.shared().readTree(json);
  }

  @Test
  void a_push_is_written_as_ecr_writes_it() {
    assertEquals(
        "{\"version\":\"0\",\"id\":\"13cde686-328b-6117-af20-0e5566167482\","
            + "\"detail-type\":\"ECR Image Action\",\"source\":\"aws.ecr\","
            + "\"account\":\"123456789012\",\"time\":\"2019-11-16T01:54:34Z\","
            + "\"region\":\"us-west-2\",\"resources\":[],\"detail\":{\"result\":\"SUCCESS\","
            + "\"repository-name\":\"my-repository-name\",\"image-digest\":\""
            + DIGEST
            + "\",\"action-type\":\"PUSH\",\"image-tag\":\"latest\"}}",
        new String(text.of(event(EventKind.IMAGE_PUSH, PRIVATE)), StandardCharsets.US_ASCII));
  }

  @ParameterizedTest
  @EnumSource
  void each_kind_looks_as_its_page_shows_it(EventKind kind) throws IOException {
    Map<String, String> examples = new HashMap<>();
    Matcher matcher = EXAMPLE.matcher(Files.readString(PAGE));
    while (matcher.find()) {
      examples.put(matcher.group(1), matcher.group(2));
    }
    assertTrue(examples.containsKey(kind.name()), kind + " has no example");
    assertEquals(
        JsonMapper.shared().readTree(examples.get(kind.name())),
        read(text.of(event(kind, PRIVATE))));
  }

  @Test
  void a_push_without_a_tag_names_none() {
    Event untagged =
        new Event(
            1,
            ID,
            AT,
            EventKind.IMAGE_PUSH,
            PRIVATE,
            Optional.of("app"),
            Optional.of(DIGEST),
            Optional.empty());
    assertTrue(read(text.of(untagged)).get("detail").path("image-tag").isMissingNode());
  }

  @Test
  void the_public_registry_is_of_a_source_of_its_own() {
    JsonNode event =
        read(text.of(event(EventKind.REPOSITORY_CREATE, RegistryId.ofPublic("123456789012"))));
    assertEquals("aws.ecr-public", event.get("source").asString());
    assertEquals("123456789012", event.get("account").asString());
    assertEquals(
        "arn:aws:ecr-public::123456789012:repository/my-repository-name",
        event.get("resources").get(0).asString());
  }
}
