package io.entrepot.storage.oci;

import io.entrepot.storage.oci.OciSyntaxException.Kind;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.json.JsonFactory;

/**
 * Reads a JSON object member by member, within bounds; refuses bytes that are not UTF-8, duplicate
 * names and anything after the object. Every refusal names the place.
 */
final class JsonDocument {
  /** Deepest nesting of objects and arrays. */
  static final int MAX_DEPTH = 64;

  /** Most tokens: names, values, and the ends of objects and arrays. */
  static final int MAX_TOKENS = 500_000;

  /** Longest name of a member, in characters. */
  static final int MAX_NAME_LENGTH = 65_536;

  /** Longest number, in characters. */
  private static final int MAX_NUMBER_LENGTH = 100;

  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(MAX_DEPTH)
                  .maxTokenCount(MAX_TOKENS)
                  .maxNameLength(MAX_NAME_LENGTH)
                  .maxNumberLength(MAX_NUMBER_LENGTH)
                  .maxStringLength(ManifestParser.MAX_BYTES)
                  .build())
          .build();

  /** Takes a member, whose value is next to be read. A value that is left alone is skipped. */
  @FunctionalInterface
  interface MemberReader {
    void read(String name);
  }

  private final JsonParser parser;
  private boolean valueRead;

  private JsonDocument(JsonParser parser) {
    this.parser = parser;
  }

  /** Reads a whole document, whose outermost object is next when the reader is called. */
  static <T> T read(byte[] content, Function<JsonDocument, T> reader) {
    CharBuffer text = decode(content);
    try (JsonParser parser =
        FACTORY.createParser(
            ObjectReadContext.empty(), text.array(), text.arrayOffset(), text.length())) {
      JsonDocument document = new JsonDocument(parser);
      parser.nextToken();
      T read = reader.apply(document);
      if (parser.nextToken() != null) {
        throw document.refusal("something stands after the end of the document");
      }
      return read;
    } catch (JacksonException e) {
      throw refusal(e);
    }
  }

  // Decoded first, since the parser would guess at other encodings and skip over bad bytes in what
  // it does not have to read.
  private static CharBuffer decode(byte[] content) {
    ByteBuffer bytes = ByteBuffer.wrap(content);
    try {
      CharBuffer text = StandardCharsets.UTF_8.newDecoder().decode(bytes);
      if (!text.isEmpty() && text.charAt(0) == '\uFEFF') {
        throw refused("the document starts with a byte order mark, which JSON does not allow");
      }
      return text;
    } catch (CharacterCodingException e) {
      throw refused("the document is not UTF-8: see byte " + bytes.position());
    }
  }

  /** Reads the members of the object that is next. */
  void members(MemberReader reader) {
    if (parser.currentToken() != JsonToken.START_OBJECT) {
      throw refusal("expected an object");
    }
    while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
      String name = Objects.requireNonNull(parser.currentName());
      parser.nextToken();
      valueRead = false;
      reader.read(name);
      if (!valueRead) {
        parser.skipChildren();
      }
    }
    valueRead = true;
  }

  /** Reads the elements of the array that is next; a null has none. */
  void elements(Runnable element) {
    if (isNull()) {
      return;
    }
    if (parser.currentToken() != JsonToken.START_ARRAY) {
      throw refusal("expected an array");
    }
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      element.run();
    }
    valueRead = true;
  }

  /** Whether null is next, which stands for an absent member. */
  boolean isNull() {
    return parser.currentToken() == JsonToken.VALUE_NULL;
  }

  String string() {
    if (parser.currentToken() != JsonToken.VALUE_STRING) {
      throw refusal("expected a string");
    }
    valueRead = true;
    return parser.getString();
  }

  /** An integer that is not negative and fits 63 bits. */
  long size() {
    if (parser.currentToken() != JsonToken.VALUE_NUMBER_INT
        || parser.getNumberType() == JsonParser.NumberType.BIG_INTEGER
        || parser.getLongValue() < 0) {
      throw refusal("expected a whole number from 0 to " + Long.MAX_VALUE);
    }
    valueRead = true;
    return parser.getLongValue();
  }

  /** An object whose values are strings; a null has no members. */
  Map<String, String> strings() {
    Map<String, String> strings = new LinkedHashMap<>();
    if (!isNull()) {
      members(name -> strings.put(name, string()));
    }
    return strings;
  }

  MediaType mediaType() {
    return parsed(string(), MediaType::new);
  }

  Digest digest() {
    return parsed(string(), Digest::parse);
  }

  private <T> T parsed(String text, Function<String, T> reader) {
    try {
      return reader.apply(text);
    } catch (OciSyntaxException e) {
      throw refusal(e.getMessage());
    }
  }

  /** A refusal of what is being read, with its place in the document. */
  OciSyntaxException refusal(String what) {
    String place = parser.streamReadContext().pathAsPointer().toString();
    return refused(place.isEmpty() ? what : what + ", at " + place);
  }

  /** A refusal of the document as a whole. */
  static OciSyntaxException refused(String what) {
    return new OciSyntaxException(Kind.MANIFEST, "manifest: " + what);
  }

  private static OciSyntaxException refusal(JacksonException e) {
    TokenStreamLocation at = e.getLocation();
    String place = at == null ? "" : ", at line " + at.getLineNr() + ", column " + at.getColumnNr();
    String message = Objects.requireNonNullElse(e.getOriginalMessage(), "bad JSON");
    return refused(message.lines().findFirst().orElse("bad JSON") + place);
  }
}
