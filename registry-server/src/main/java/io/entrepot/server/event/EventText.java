package io.entrepot.server.event;

import io.entrepot.storage.event.Event;
import io.entrepot.storage.event.EventKind;
import io.entrepot.storage.oci.RegistryId;
import java.io.ByteArrayOutputStream;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.UUID;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.json.JsonWriteFeature;

/**
 * Events as EventBridge has them: one JSON object in one line (Amazon ECR user guide, Sample
 * events; what ECR has no event for is documented in docs/events.md). All is ASCII. Any thread.
 */
public final class EventText {
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
    Owner owner = Owner.of(event.registry(), region);
    return write(
        owner,
        event.id(),
        event.at(),
        title(event.kind()),
        out -> {
          out.writeArrayPropertyStart("resources");
          if (isOfRepository(event.kind())) {
            event.repository().ifPresent(name -> out.writeString(owner.arn(name)));
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
        new Owner("entrepot", account, region),
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

  /**
   * Whose event it is, and of which service.
   *
   * @param place the region in its ARNs; the public registry is in none (Amazon ECR Public user
   *     guide)
   */
  private record Owner(String source, String account, String place) {
    static Owner of(RegistryId registry, String region) {
      return registry.isPublic()
          ? new Owner("aws.ecr-public", registry.account(), "")
          : new Owner("aws.ecr", registry.account(), region);
    }

    String arn(String repository) {
      return String.join(
          ":",
          "arn:aws",
          source.substring("aws.".length()),
          place,
          account,
          "repository/" + repository);
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
