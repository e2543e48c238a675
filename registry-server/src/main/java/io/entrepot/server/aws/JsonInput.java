package io.entrepot.server.aws;

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

/** Reads JSON bodies of operations, within limits. */
public final class JsonInput {
  /** Largest body, in bytes. */
  static final int MAX_BYTES = 256 << 10;

  /** Deepest nesting of objects and lists. */
  static final int MAX_DEPTH = 8;

  /** Most names, values and ends of objects and lists. */
  static final int MAX_TOKENS = 5_000;

  private static final int MAX_NAME_LENGTH = 256;
  private static final int MAX_NUMBER_LENGTH = 20;

  private static final JsonFactory FACTORY = factory(MAX_BYTES, MAX_TOKENS);

  /** Most names, values and ends of a body that another limit holds. */
  private static final int MAX_TOKENS_OF_LARGE = 50_000;

  private static final JsonFactory LARGE_FACTORY = factory(Integer.MAX_VALUE, MAX_TOKENS_OF_LARGE);

  private static JsonFactory factory(int longestText, int mostTokens) {
    return JsonFactory.builder()
        .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
        .streamReadConstraints(
            StreamReadConstraints.builder()
                .maxNestingDepth(MAX_DEPTH)
                .maxTokenCount(mostTokens)
                .maxNameLength(MAX_NAME_LENGTH)
                .maxStringLength(longestText)
                .maxNumberLength(MAX_NUMBER_LENGTH)
                .build())
        .build();
  }

  private final JsonParser parser;

  private JsonInput(JsonParser parser) {
    this.parser = parser;
  }

  /**
   * Reads a body; one without bytes has no members.
   *
   * @throws AwsException when it is not one JSON object within the limits
   */
  public static Tree.Members read(byte[] body) {
    return read(FACTORY, body);
  }

  /** The same for a body that was let through though it is larger than {@link #MAX_BYTES}. */
  public static Tree.Members readLarge(byte[] body) {
    return read(LARGE_FACTORY, body);
  }

  private static Tree.Members read(JsonFactory factory, byte[] body) {
    if (body.length == 0) {
      return Tree.Members.NONE;
    }
    try (JsonParser parser = factory.createParser(ObjectReadContext.empty(), body)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        throw AwsError.SERIALIZATION.because("The body has to be a JSON object.");
      }
      Tree.Members members = new JsonInput(parser).members();
      if (parser.nextToken() != null) {
        throw AwsError.SERIALIZATION.because("Something stands after the end of the body's JSON.");
      }
      return members;
    } catch (JacksonException e) {
      // Its message may quote from the body, which may hold a password.
      throw AwsError.SERIALIZATION.because("The body is not JSON within the limits" + place(e));
    }
  }

  private Tree.Members members() {
    Map<String, Tree> members = new LinkedHashMap<>();
    while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
      String name = Objects.requireNonNull(parser.currentName());
      JsonToken token = Objects.requireNonNull(parser.nextToken());
      // As AWS has it, a member that is null is one that is not there.
      if (token != JsonToken.VALUE_NULL) {
        members.put(name, value(token));
      }
    }
    return new Tree.Members(members);
  }

  private Tree value(JsonToken token) {
    return switch (token) {
      case VALUE_STRING -> new Tree.Text(parser.getString());
      case VALUE_NUMBER_INT -> new Tree.Whole(parser.getLongValue());
      case VALUE_TRUE -> new Tree.Flag(true);
      case VALUE_FALSE -> new Tree.Flag(false);
      case START_OBJECT -> members();
      case START_ARRAY -> items();
      case VALUE_NUMBER_FLOAT ->
          throw AwsError.SERIALIZATION.because("No member here is a fraction.");
      case VALUE_NULL -> throw AwsError.SERIALIZATION.because("A list here holds no null.");
      case NOT_AVAILABLE, END_OBJECT, END_ARRAY, PROPERTY_NAME, VALUE_EMBEDDED_OBJECT ->
          throw AwsError.SERIALIZATION.because("A value is missing in the body's JSON.");
    };
  }

  private Tree.Items items() {
    List<Tree> items = new ArrayList<>();
    for (JsonToken token = next(); token != JsonToken.END_ARRAY; token = next()) {
      items.add(value(token));
    }
    return new Tree.Items(items);
  }

  private JsonToken next() {
    return Objects.requireNonNull(parser.nextToken());
  }

  private static String place(JacksonException e) {
    TokenStreamLocation at = e.getLocation();
    return at == null ? "." : ", at line " + at.getLineNr() + ", column " + at.getColumnNr() + ".";
  }
}
