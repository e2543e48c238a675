package io.entrepot.auth.identity;

import java.util.regex.Pattern;

/** What IAM lets tags be (IAM user guide, rules for tagging). */
public final class TagRules {
  /** Tags of one identity, policy or provider. */
  public static final int MAX_TAGS = 50;

  /** Characters of a tag's key. */
  public static final int KEY = 128;

  /** Characters of a tag's value. */
  public static final int VALUE = 256;

  private static final Pattern TEXT = Pattern.compile("[\\p{L}\\p{Z}\\p{N}_.:/=+\\-@]*");

  private TagRules() {}

  /** Refuses with {@link IdentityFailure.InvalidInput} what is no tag. */
  public static void check(String key, String value) {
    if (key.isEmpty() || key.length() > KEY || value.length() > VALUE) {
      throw invalid(
          "A tag's key has 1 to " + KEY + " characters and its value at most " + VALUE + ".");
    }
    if (!TEXT.matcher(key).matches() || !TEXT.matcher(value).matches()) {
      throw invalid("Tags may hold only letters, digits, spaces and _ . : / = + - @");
    }
    if (key.regionMatches(true, 0, "aws:", 0, 4)) {
      throw invalid("aws: prefixed tag key names are not allowed for external use.");
    }
  }

  private static IdentityException invalid(String message) {
    return new IdentityFailure.InvalidInput(message).exception();
  }
}
