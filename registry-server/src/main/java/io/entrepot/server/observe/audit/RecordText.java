package io.entrepot.server.observe.audit;

import io.entrepot.auth.decide.Evaluation;
import io.entrepot.auth.decide.Resource;
import io.entrepot.auth.decide.ResourceNames;
import io.entrepot.server.access.AuditEvent;
import io.entrepot.server.access.ReadActions;
import java.io.ByteArrayOutputStream;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.json.JsonWriteFeature;

/**
 * Turns events into records of AWS CloudTrail's shape, one JSON object a line (CloudTrail user
 * guide, Record contents). All is ASCII: what is not is escaped, so that neither a line break nor a
 * control or direction character can enter. One thread.
 */
public final class RecordText {
  /** Of CloudTrail's records. */
  private static final String VERSION = "1.11";

  private final JsonFactory json =
      JsonFactory.builder()
          .enable(JsonWriteFeature.ESCAPE_NON_ASCII)
          .characterEscapes(new ControlEscapes())
          .disable(StreamWriteFeature.AUTO_CLOSE_TARGET)
          .build();
  private final String region;
  private final IdentityText identity;

  /**
   * @param region of the registries
   */
  public RecordText(String region, ClaimedNames names) {
    this.region = region;
    this.identity = new IdentityText(names);
  }

  void append(AuditQueue.Entry entry, ByteArrayOutputStream out) {
    try (JsonGenerator generator = json.createGenerator(ObjectWriteContext.empty(), out)) {
      write(entry, generator);
    }
    out.write('\n');
  }

  private void write(AuditQueue.Entry entry, JsonGenerator out) {
    AuditEvent event = entry.event();
    AuditEvent.Scene scene = event.scene();
    int colon = event.action().indexOf(':');
    out.writeStartObject();
    out.writeStringProperty("eventVersion", VERSION);
    identity.write(event, out);
    out.writeStringProperty("eventTime", entry.time().truncatedTo(ChronoUnit.SECONDS).toString());
    out.writeStringProperty("eventSource", event.action().substring(0, colon) + ".amazonaws.com");
    out.writeStringProperty("eventName", event.action().substring(colon + 1));
    out.writeStringProperty("awsRegion", region);
    out.writeStringProperty("sourceIPAddress", BoundedText.of(scene.source()));
    scene
        .userAgent()
        .ifPresent(agent -> out.writeStringProperty("userAgent", BoundedText.of(agent)));
    event
        .fault()
        .ifPresent(fault -> {
          out.writeStringProperty("errorCode", BoundedText.of(fault.code()));
          out.writeStringProperty("errorMessage", BoundedText.of(fault.message()));
        });
    parameters(event.parameters(), out);
    elements(event.answer().elements(), out);
    additional(event, out);
    out.writeStringProperty("requestID", BoundedText.of(scene.id()));
    out.writeStringProperty("eventID", UUID.randomUUID().toString());
    out.writeBooleanProperty("readOnly", ReadActions.isRead(event.action()));
    event.resource().ifPresent(resource -> resources(resource, out));
    out.writeStringProperty("eventType", "AwsApiCall");
    out.writeBooleanProperty("managementEvent", true);
    out.writeStringProperty("recipientAccountId", scene.account().value());
    out.writeStringProperty("eventCategory", "Management");
    out.writeObjectPropertyStart("tlsDetails");
    out.writeStringProperty("clientProvidedHostHeader", BoundedText.of(scene.host()));
    out.writeEndObject();
    out.writeEndObject();
  }

  private static void parameters(Map<String, List<String>> parameters, JsonGenerator out) {
    if (parameters.isEmpty()) {
      out.writeNullProperty("requestParameters");
      return;
    }
    out.writeObjectPropertyStart("requestParameters");
    new TreeMap<>(parameters)
        .forEach((name, values) -> {
          out.writeName(BoundedText.of(name));
          if (values.size() == 1) {
            out.writeString(BoundedText.of(values.getFirst()));
          } else {
            values(values, out);
          }
        });
    out.writeEndObject();
  }

  private static void values(List<String> values, JsonGenerator out) {
    out.writeStartArray();
    values.stream()
        .limit(BoundedText.VALUES)
        .forEach(each -> out.writeString(BoundedText.of(each)));
    if (values.size() > BoundedText.VALUES) {
      out.writeString("[cut, had " + values.size() + " values]");
    }
    out.writeEndArray();
  }

  private static void elements(Map<String, String> elements, JsonGenerator out) {
    if (elements.isEmpty()) {
      out.writeNullProperty("responseElements");
      return;
    }
    out.writeObjectPropertyStart("responseElements");
    new TreeMap<>(elements)
        .forEach((name, value) -> out.writeStringProperty(name, BoundedText.of(value)));
    out.writeEndObject();
  }

  /** What CloudTrail has no place for. */
  private void additional(AuditEvent event, JsonGenerator out) {
    out.writeObjectPropertyStart("additionalEventData");
    identity.writeWay(event, out);
    event.evaluation().ifPresent(evaluation -> decision(evaluation, out));
    out.writeStringProperty("httpMethod", event.scene().method());
    out.writeStringProperty("httpPath", BoundedText.of(event.scene().path()));
    out.writeNumberProperty("httpStatus", event.answer().status());
    out.writeBooleanProperty("secureTransport", event.scene().secure());
    out.writeEndObject();
  }

  private static void decision(Evaluation evaluation, JsonGenerator out) {
    out.writeObjectPropertyStart("decision");
    out.writeStringProperty("outcome", DecisionWords.outcome(evaluation.outcome()));
    out.writeStringProperty("layer", DecisionWords.layer(evaluation.layer()));
    evaluation
        .by()
        .ifPresent(by -> {
          out.writeStringProperty("policy", BoundedText.of(by.policy()));
          out.writeStringProperty("statement", BoundedText.of(by.statement()));
          out.writeNumberProperty("statementIndex", by.index());
        });
    out.writeStringProperty("explanation", BoundedText.of(evaluation.why()));
    out.writeEndObject();
  }

  private void resources(Resource resource, JsonGenerator out) {
    out.writeArrayPropertyStart("resources");
    out.writeStartObject();
    out.writeStringProperty("accountId", resource.account().value());
    if (resource instanceof Resource.Repository) {
      out.writeStringProperty("type", "AWS::ECR::Repository");
    } else if (resource instanceof Resource.PublicRepository) {
      out.writeStringProperty("type", "AWS::ECR::PublicRepository");
    }
    out.writeStringProperty("ARN", BoundedText.of(ResourceNames.text(resource, region)));
    out.writeEndObject();
    out.writeEndArray();
  }
}
