package io.entrepot.auth.policy;

import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/**
 * The principals of AWS's kind that a policy names, in its text: so that users and roles can be
 * kept there by their unique ids and shown by their ARNs, with nothing else of the text changed.
 * The text has to be one that {@link PolicyDocument} has parsed. Any thread.
 */
public final class PolicyPrincipals {
  private static final JsonFactory FACTORY = new JsonFactory();
  private static final Pattern PLACE =
      Pattern.compile("/Statement(/[0-9]+)?/(Not)?Principal/AWS(/[0-9]+)?");

  private PolicyPrincipals() {}

  /** All of them, as they are written, but for {@code *}. */
  public static Set<String> named(String json) {
    Set<String> names = new TreeSet<>();
    replace(
        json,
        name -> {
          names.add(name);
          return name;
        });
    names.remove("*");
    return names;
  }

  /**
   * The text with other names in their places.
   *
   * @param other the name for a name; characters that JSON would escape are refused with an {@link
   *     IllegalArgumentException}
   */
  public static String replace(String json, UnaryOperator<String> other) {
    StringBuilder text = new StringBuilder(json.length());
    int copied = 0;
    try (JsonParser parser = FACTORY.createParser(ObjectReadContext.empty(), json)) {
      for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
        if (token == JsonToken.VALUE_STRING
            && PLACE.matcher(parser.streamReadContext().pathAsPointer().toString()).matches()) {
          String name = parser.getString();
          String changed = other.apply(name);
          if (!changed.equals(name)) {
            int start = (int) parser.currentTokenLocation().getCharOffset();
            text.append(json, copied, start).append(quoted(changed));
            copied = (int) parser.currentLocation().getCharOffset();
          }
        }
      }
    }
    return text.append(json, copied, json.length()).toString();
  }

  private static String quoted(String name) {
    boolean plain = name.chars().allMatch(c -> c > ' ' && c < 0x7f && c != '"' && c != '\\');
    if (!plain) {
      throw new IllegalArgumentException("not the name of a principal");
    }
    return '"' + name + '"';
  }
}
