package io.entrepot.server.aws.shape;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/** A model's shape in the words of {@link ShapeText}. */
final class ModelText {
  private final JsonNode shapes;

  private ModelText(JsonNode shapes) {
    this.shapes = shapes;
  }

  /** What an operation takes. */
  static String of(JsonNode model, String operation) {
    JsonNode input = model.get("operations").get(operation).get("input");
    return input == null
        ? "{}"
        : new ModelText(model.get("shapes")).text(input.get("shape").asString());
  }

  private String text(String name) {
    JsonNode shape = shapes.get(name);
    String type = shape.get("type").asString();
    return switch (type) {
      case "string" -> type + bounds(shape) + pattern(shape) + oneOf(shape) + sensitive(shape);
      case "integer", "long", "blob" -> type + bounds(shape);
      case "boolean" -> type;
      case "list" -> type + bounds(shape) + "(" + reference(shape.get("member")) + ")";
      case "map" ->
          type
              + bounds(shape)
              + "("
              + reference(shape.get("key"))
              + ", "
              + reference(shape.get("value"))
              + ")";
      case "structure" -> structure(shape);
      default -> throw new IllegalStateException("no such type here: " + type);
    };
  }

  private String reference(JsonNode member) {
    return text(member.get("shape").asString());
  }

  private String structure(JsonNode shape) {
    Set<String> required = new HashSet<>();
    if (shape.has("required")) {
      shape.get("required").forEach(name -> required.add(name.asString()));
    }
    List<String> members = new ArrayList<>();
    for (String name : shape.get("members").propertyNames()) {
      String star = required.contains(name) ? "*" : "";
      members.add(name + star + " " + reference(shape.get("members").get(name)));
    }
    return members.stream().sorted().collect(Collectors.joining("; ", "{", "}"));
  }

  private static String bounds(JsonNode shape) {
    return ShapeText.bounds(bound(shape, "min"), bound(shape, "max"));
  }

  private static String bound(JsonNode shape, String name) {
    return shape.has(name) ? Long.toString(shape.get(name).asLong()) : "";
  }

  private static String pattern(JsonNode shape) {
    return shape.has("pattern") ? " " + shape.get("pattern").asString() : "";
  }

  private static String oneOf(JsonNode shape) {
    if (!shape.has("enum")) {
      return "";
    }
    List<String> values = new ArrayList<>();
    shape.get("enum").forEach(value -> values.add(value.asString()));
    return " " + values;
  }

  private static String sensitive(JsonNode shape) {
    return shape.has("sensitive") && shape.get("sensitive").asBoolean() ? " sensitive" : "";
  }
}
