package io.entrepot.server.event;

import io.entrepot.storage.event.Event;
import io.entrepot.storage.event.EventKind;
import java.io.ByteArrayOutputStream;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.json.JsonWriteFeature;

/**
 * Events as EventBridge has them: one JSON object in one line (Amazon ECR user guide, Sample
 * events; what ECR has no event for is documented in docs/events.md). All is ASCII. Any thread.
 */
public final class EventText {
  private static final Pattern ACCOUNT = Pattern.compile("[0-9]{12}");
  private static final String SUCCESS = "SUCCESS";

  private final JsonFactory json =
      JsonFactory.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();
  private final String region;

  /**
   * Of one server.
   *
   * @param region of its registries
   */
  public EventText(String region) {
    this.region = region;
  }

  /** One that happened. */
  byte[] of(Event event) {
    Owner owner = Owner.of(event.registry());
    return write(
        owner,
        event.id(),
        event.at(),
        title(event.kind()),
        out -> {
          out.writeArrayPropertyStart("resources");
          if (isOfRepository(event.kind())) {
            event.repository().ifPresent(name -> out.writeString(arn(owner, name)));
          }
          out.writeEndArray();
          out.writeObjectPropertyStart("detail");
          writeDetail(event, out);
          out.writeEndObject();
        });
  }

  /** One that tells of nothing, for somebody who wants to see one come. */
  byte[] trial(UUID id, String account, Instant at) {
    return write(
        new Owner("entrepot", account),
        id,
        at,
        "Entrepot Sink Test",
        out -> {
          out.writeArrayPropertyStart("resources");
          out.writeEndArray();
          out.writeObjectPropertyStart("detail");
          out.writeStringProperty("result", SUCCESS);
          out.writeEndObject();
        });
  }

  /** Whose event it is, and of which service. */
  private record Owner(String source, String account) {
    static Owner of(String registry) {
      Matcher account = ACCOUNT.matcher(registry);
      if (account.matches()) {
        return new Owner("aws.ecr", registry);
      }
      return new Owner("aws.ecr-public", account.reset().find() ? account.group() : registry);
    }
  }

  private interface Rest {
    void write(JsonGenerator out);
  }

  private byte[] write(Owner owner, UUID id, Instant at, String title, Rest rest) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(512);
    try (JsonGenerator out = json.createGenerator(ObjectWriteContext.empty(), bytes)) {
      out.writeStartObject();
      out.writeStringProperty("version", "0");
      out.writeStringProperty("id", id.toString());
      out.writeStringProperty("detail-type", title);
      out.writeStringProperty("source", owner.source());
      out.writeStringProperty("account", owner.account());
      out.writeStringProperty("time", at.truncatedTo(ChronoUnit.SECONDS).toString());
      out.writeStringProperty("region", region);
      rest.write(out);
      out.writeEndObject();
    }
    return bytes.toByteArray();
  }

  private String arn(Owner owner, String repository) {
    String service = owner.source().substring("aws.".length());
    return "arn:aws:"
        + service
        + ":"
        // Those of public registries are in no region.
        + (service.equals("ecr") ? region : "")
        + ":"
        + owner.account()
        + ":repository/"
        + repository;
  }

  private static boolean isOfRepository(EventKind kind) {
    return !title(kind).equals("ECR Image Action");
  }

  private static String title(EventKind kind) {
    return switch (kind) {
      case IMAGE_PUSH, IMAGE_DELETE, IMAGE_UNTAG -> "ECR Image Action";
      case REPOSITORY_CREATE, REPOSITORY_DELETE, REPOSITORY_TAG, REPOSITORY_UNTAG ->
          "ECR Repository Action";
      case REPOSITORY_POLICY_SET,
          REPOSITORY_POLICY_DELETE,
          LIFECYCLE_POLICY_SET,
          LIFECYCLE_POLICY_DELETE,
          TAG_MUTABILITY_SET,
          REGISTRY_POLICY_SET,
          REGISTRY_POLICY_DELETE ->
          "ECR Policy Action";
    };
  }

  /** In the order of ECR's samples. */
  private static void writeDetail(Event event, JsonGenerator out) {
    out.writeStringProperty("result", SUCCESS);
    write("repository-name", event.repository(), out);
    write("image-digest", event.digest(), out);
    out.writeStringProperty("action-type", action(event.kind()));
    write("policy-type", policy(event.kind()), out);
    write("image-tag", event.tag(), out);
  }

  private static void write(String name, Optional<String> value, JsonGenerator out) {
    value.ifPresent(text -> out.writeStringProperty(name, text));
  }

  private static String action(EventKind kind) {
    return switch (kind) {
      case IMAGE_PUSH -> "PUSH";
      case IMAGE_UNTAG -> "UNTAG";
      case REPOSITORY_CREATE -> "CREATE";
      case REPOSITORY_TAG -> "TAG_RESOURCE";
      case REPOSITORY_UNTAG -> "UNTAG_RESOURCE";
      case IMAGE_DELETE,
          REPOSITORY_DELETE,
          REPOSITORY_POLICY_DELETE,
          LIFECYCLE_POLICY_DELETE,
          REGISTRY_POLICY_DELETE ->
          "DELETE";
      case REPOSITORY_POLICY_SET, LIFECYCLE_POLICY_SET, TAG_MUTABILITY_SET, REGISTRY_POLICY_SET ->
          "SET";
    };
  }

  private static Optional<String> policy(EventKind kind) {
    return switch (kind) {
      case REPOSITORY_POLICY_SET, REPOSITORY_POLICY_DELETE -> Optional.of("REPOSITORY");
      case LIFECYCLE_POLICY_SET, LIFECYCLE_POLICY_DELETE -> Optional.of("LIFECYCLE");
      case TAG_MUTABILITY_SET -> Optional.of("TAG_MUTABILITY");
      case REGISTRY_POLICY_SET, REGISTRY_POLICY_DELETE -> Optional.of("REGISTRY");
      case IMAGE_PUSH,
          IMAGE_DELETE,
          IMAGE_UNTAG,
          REPOSITORY_CREATE,
          REPOSITORY_DELETE,
          REPOSITORY_TAG,
          REPOSITORY_UNTAG ->
          Optional.empty();
    };
  }
}
