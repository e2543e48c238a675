package io.entrepot.server.command;

import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.PrettyPrinter;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.util.DefaultIndenter;
import tools.jackson.core.util.DefaultPrettyPrinter;
import tools.jackson.core.util.Separators;

/**
 * A JSON object, in the order of its members. A value is text, a whole number, a fraction, a truth
 * value, a {@code Json} or a list of these; a null is as good as absent. One thread's own.
 */
final class Json {
  private static final JsonFactory FACTORY = new JsonFactory();
  private static final ObjectWriteContext INDENTED =
      new ObjectWriteContext.Base() {
        @Override
        public PrettyPrinter getPrettyPrinter() {
          DefaultPrettyPrinter printer =
              new DefaultPrettyPrinter(
                  Separators.createDefaultInstance()
                      .withObjectNameValueSpacing(Separators.Spacing.AFTER)
                      .withArrayEmptySeparator("")
                      .withObjectEmptySeparator(""));
          printer.indentArraysWith(DefaultIndenter.SYSTEM_LINEFEED_INSTANCE);
          return printer;
        }
      };

  private final Map<String, Object> members = new LinkedHashMap<>();

  /**
   * Reads one.
   *
   * @throws JacksonException when these bytes are no JSON object
   */
  static Json parse(byte[] bytes) {
    try (JsonParser parser = FACTORY.createParser(ObjectReadContext.empty(), bytes)) {
      if (parser.nextToken() == JsonToken.START_OBJECT && read(parser) instanceof Json object) {
        return object;
      }
      throw new tools.jackson.core.exc.StreamReadException(parser, "no object");
    }
  }

  static Json parse(String text) {
    return parse(text.getBytes(StandardCharsets.UTF_8));
  }

  private static Object read(JsonParser parser) {
    JsonToken token = Objects.requireNonNull(parser.currentToken());
    return switch (token) {
      case START_OBJECT -> readMembers(parser);
      case START_ARRAY -> readItems(parser);
      case VALUE_STRING -> parser.getString();
      case VALUE_NUMBER_INT -> parser.getLongValue();
      case VALUE_NUMBER_FLOAT -> parser.getDoubleValue();
      case VALUE_TRUE -> true;
      case VALUE_FALSE -> false;
      case VALUE_NULL -> Optional.empty();
      case END_OBJECT, END_ARRAY, PROPERTY_NAME, NOT_AVAILABLE, VALUE_EMBEDDED_OBJECT ->
          throw new IllegalStateException("no value begins with " + token);
    };
  }

  private static Json readMembers(JsonParser parser) {
    Json object = new Json();
    while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
      String name = Objects.requireNonNull(parser.currentName());
      parser.nextToken();
      object.with(name, read(parser));
    }
    return object;
  }

  private static List<Object> readItems(JsonParser parser) {
    List<Object> items = new ArrayList<>();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      items.add(read(parser));
    }
    return items;
  }

  /** Sets a member, and returns this. */
  Json with(String name, Object value) {
    if (!(value instanceof Optional<?>)) {
      members.put(name, value);
    }
    return this;
  }

  /** Sets all the other's members. */
  Json withAll(Json other) {
    members.putAll(other.members);
    return this;
  }

  Json without(String name) {
    members.remove(name);
    return this;
  }

  boolean has(String name) {
    return members.containsKey(name);
  }

  /** A text, a number or a truth value, as it is written. */
  Optional<String> text(String name) {
    return Optional.ofNullable(members.get(name))
        .filter(value -> !(value instanceof Json) && !(value instanceof List<?>))
        .map(Object::toString);
  }

  boolean isTrue(String name) {
    return Boolean.TRUE.equals(members.get(name));
  }

  /** The object of this name; without members when there is none. */
  Json object(String name) {
    return members.get(name) instanceof Json object ? object : new Json();
  }

  /** The list of this name; empty when there is none. */
  List<Object> list(String name) {
    return members.get(name) instanceof List<?> list ? List.copyOf(list) : List.of();
  }

  List<Json> objects(String name) {
    return list(name).stream().filter(Json.class::isInstance).map(Json.class::cast).toList();
  }

  List<String> texts(String name) {
    return list(name).stream().filter(String.class::isInstance).map(String.class::cast).toList();
  }

  /** In lines, for people and programs. */
  String indented() {
    return written(INDENTED);
  }

  /** In one line. */
  @Override
  public String toString() {
    return written(ObjectWriteContext.empty());
  }

  private String written(ObjectWriteContext context) {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = FACTORY.createGenerator(context, text)) {
      write(json, this);
    }
    return text.toString();
  }

  private static void write(JsonGenerator json, Object value) {
    switch (value) {
      case Json object -> {
        json.writeStartObject();
        object.members.forEach((name, member) -> {
          json.writeName(name);
          write(json, member);
        });
        json.writeEndObject();
      }
      case List<?> list -> {
        json.writeStartArray();
        list.forEach(item -> write(json, item));
        json.writeEndArray();
      }
      case Long number -> json.writeNumber(number);
      case Double number -> json.writeNumber(number);
      case Boolean truth -> json.writeBoolean(truth);
      default -> json.writeString(value.toString());
    }
  }
}
