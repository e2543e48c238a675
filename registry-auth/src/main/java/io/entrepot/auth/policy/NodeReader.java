package io.entrepot.auth.policy;

import io.entrepot.auth.policy.Node.Place;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.json.JsonFactory;

/** Reads JSON within the limits of a policy; refuses duplicate names and what follows the end. */
final class NodeReader {
  private static final int MAX_NUMBER_LENGTH = 64;

  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(PolicyLimits.DEPTH)
                  .maxTokenCount(PolicyLimits.TOKENS)
                  .maxNameLength(PolicyLimits.RESOURCE_SIZE)
                  .maxStringLength(PolicyLimits.RESOURCE_SIZE)
                  .maxNumberLength(MAX_NUMBER_LENGTH)
                  .build())
          .build();

  private final JsonParser parser;

  private NodeReader(JsonParser parser) {
    this.parser = parser;
  }

  static Node read(String json) {
    try (JsonParser parser = FACTORY.createParser(ObjectReadContext.empty(), json)) {
      NodeReader reader = new NodeReader(parser);
      if (parser.nextToken() == null) {
        throw reader.place("").refusal("there is no JSON");
      }
      Node node = reader.node("");
      if (parser.nextToken() != null) {
        throw reader.place("").refusal("something stands after its end");
      }
      return node;
    } catch (JacksonException e) {
      throw refusal(e);
    }
  }

  private Place place(String path) {
    TokenStreamLocation at = parser.currentTokenLocation();
    return new Place(path, at.getLineNr(), at.getColumnNr());
  }

  private Node node(String path) {
    Place place = place(path);
    JsonToken token = Objects.requireNonNull(parser.currentToken());
    return switch (token) {
      case VALUE_STRING -> new Node.Text(place, parser.getString());
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT, VALUE_TRUE, VALUE_FALSE ->
          new Node.Scalar(place, parser.getString());
      case VALUE_NULL -> new Node.Nothing(place);
      case START_ARRAY -> items(place);
      case START_OBJECT -> members(place);
      case NOT_AVAILABLE, END_OBJECT, END_ARRAY, PROPERTY_NAME, VALUE_EMBEDDED_OBJECT ->
          throw place.refusal("a value is missing");
    };
  }

  private Node.Items items(Place place) {
    List<Node> items = new ArrayList<>();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      items.add(node(place.path() + "[" + items.size() + "]"));
    }
    return new Node.Items(place, items);
  }

  private Node.Members members(Place place) {
    Map<String, Node> members = new LinkedHashMap<>();
    while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
      String name = Objects.requireNonNull(parser.currentName());
      parser.nextToken();
      members.put(name, node(place.path().isEmpty() ? name : place.path() + "." + name));
    }
    return new Node.Members(place, members);
  }

  private static PolicySyntaxException refusal(JacksonException e) {
    TokenStreamLocation at = e.getLocation();
    String what = Objects.requireNonNullElse(e.getOriginalMessage(), "bad JSON");
    String first = what.lines().findFirst().orElse("bad JSON");
    return at == null
        ? new PolicySyntaxException("the policy: " + first)
        : new Place("", at.getLineNr(), at.getColumnNr()).refusal(first);
  }
}
