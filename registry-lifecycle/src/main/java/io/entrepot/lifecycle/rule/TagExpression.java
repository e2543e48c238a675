package io.entrepot.lifecycle.rule;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;

/**
 * A regular expression that a whole tag must match, in RE2's syntax: matching takes time in
 * proportion to the tag times the size of the expression, whatever either of them is.
 */
final class TagExpression {
  /** Longest expression, in characters. */
  static final int MAX_LENGTH = 256;

  /** Most expressions of one rule. */
  static final int MAX_COUNT = 5;

  /** Largest compiled expression, in instructions: repetitions make it larger than its text. */
  static final int MAX_SIZE = 1_000;

  /** All that may stand at the start and mean itself; the characters of a tag without the dot. */
  private static final String LITERAL = "[0-9A-Za-z_-]*";

  private static final Pattern PREFIX = Pattern.compile(LITERAL);

  /** Largest sum of the sizes of a policy's expressions. */
  static final int MAX_TOTAL = 5_000;

  private final Pattern pattern;
  private final String prefix;

  private TagExpression(Pattern pattern) {
    this.pattern = pattern;
    prefix = prefix(pattern.pattern());
  }

  /**
   * Reads one.
   *
   * @throws IllegalArgumentException with what is wrong, if it is none or beyond a bound
   */
  static TagExpression of(String text) {
    if (text.length() > MAX_LENGTH) {
      throw new IllegalArgumentException("has more than " + MAX_LENGTH + " characters");
    }
    Pattern pattern;
    try {
      pattern = Pattern.compile(text);
    } catch (PatternSyntaxException e) {
      throw new IllegalArgumentException("is no regular expression: " + e.getDescription(), e);
    }
    if (pattern.programSize() > MAX_SIZE) {
      throw new IllegalArgumentException("repeats too much");
    }
    return new TagExpression(pattern);
  }

  /** A text that each match begins with; most tags are refused by it without the engine. */
  private static String prefix(String text) {
    if (text.indexOf('|') >= 0) {
      return "";
    }
    var start = PREFIX.matcher(text);
    int end = start.lookingAt() ? start.end() : 0;
    boolean repeated = end < text.length() && "*?{".indexOf(text.charAt(end)) >= 0;
    return text.substring(0, repeated ? Math.max(0, end - 1) : end);
  }

  /** In instructions. */
  int size() {
    return pattern.programSize();
  }

  boolean matches(String tag) {
    return tag.startsWith(prefix) && pattern.matcher(tag).matches();
  }
}
