package io.entrepot.server.credentials;

import java.io.StringWriter;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/**
 * The texts and numbers of a JSON object, and those of the objects in it; anything else is passed
 * over. The names of an inner object follow its own and a slash.
 */
final class JsonObject {
  private static final JsonFactory JSON = new JsonFactory();

  private final Map<String, String> texts;

  private JsonObject(Map<String, String> texts) {
    this.texts = texts;
  }

  /**
   * Reads one.
   *
   * @param what it is, for the message
   */
  static JsonObject parse(String text, String what) throws CredentialException {
    Map<String, String> texts = new LinkedHashMap<>();
    try (JsonParser parser = JSON.createParser(ObjectReadContext.empty(), text)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        throw new CredentialException(what + " is no JSON object");
      }
      read(parser, "", texts);
      return new JsonObject(texts);
    } catch (JacksonException e) {
      // Its message would quote from the text, which may hold secrets.
      throw new CredentialException(what + " is not JSON");
    }
  }

  private static void read(JsonParser parser, String prefix, Map<String, String> texts) {
    while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
      String name = prefix + parser.currentName();
      switch (parser.nextToken()) {
        case START_OBJECT -> read(parser, name + "/", texts);
        case START_ARRAY -> parser.skipChildren();
        case VALUE_STRING, VALUE_NUMBER_INT -> texts.put(name, parser.getString());
        case null, default -> {
          // Nothing that is asked for.
        }
      }
    }
  }

  Optional<String> text(String name) {
    @Nullable String text = texts.get(name);
    return Optional.ofNullable(text).filter(value -> !value.isEmpty());
  }

  /** What the writer writes between the braces, as one line. */
  static String write(Consumer<JsonGenerator> content) {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), text)) {
      json.writeStartObject();
      content.accept(json);
      json.writeEndObject();
    }
    return text.toString();
  }
}
