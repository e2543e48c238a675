package io.entrepot.auth.policy;

import io.entrepot.auth.policy.pattern.Glob;
import java.util.List;

/**
 * The actions that a statement names, or all but those. Case does not matter.
 *
 * @param patterns in lower case
 */
record ActionSet(List<Glob> patterns, boolean inverted) {
  private static final int MAX_LENGTH = 256;

  ActionSet {
    patterns = List.copyOf(patterns);
  }

  /** Reads a pattern: {@code *}, or a service, a colon, and a name with wildcards. */
  static Glob pattern(String text) {
    int colon = text.indexOf(':');
    boolean good =
        text.equals("*")
            || (text.length() <= MAX_LENGTH
                && colon > 0
                && colon < text.length() - 1
                && text.substring(0, colon).chars().allMatch(ActionSet::inService)
                && text.substring(colon + 1).chars().allMatch(ActionSet::inName));
    if (!good) {
      throw new IllegalArgumentException(
          "'" + text + "' is not an action, such as ecr:PutImage, ecr:Get* or *");
    }
    return Glob.caseless(text);
  }

  private static boolean inService(int character) {
    return (inName(character) && character != '*' && character != '?') || character == '-';
  }

  private static boolean inName(int character) {
    return (character >= 'a' && character <= 'z')
        || (character >= 'A' && character <= 'Z')
        || (character >= '0' && character <= '9')
        || character == '*'
        || character == '?';
  }

  boolean contains(String action) {
    for (Glob pattern : patterns) {
      if (pattern.matches(action)) {
        return !inverted;
      }
    }
    return inverted;
  }
}
