package io.entrepot.lifecycle.rule;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import java.util.function.Predicate;

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

  /** Largest estimate of one that is compiled at all; it may be several times the size. */
  private static final int MAX_ESTIMATE = 10 * MAX_SIZE;

  /** Largest sum of the sizes of a policy's expressions. */
  static final int MAX_TOTAL = 5_000;

  private final Pattern pattern;

  private TagExpression(Pattern pattern) {
    this.pattern = pattern;
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
    if (ExpressionSize.atMost(text) > MAX_ESTIMATE) {
      throw new IllegalArgumentException("repeats too much");
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

  /** In instructions. */
  int size() {
    return pattern.programSize();
  }

  /** Whether a tag is like it, made once for many tags. For one thread. */
  Predicate<String> test() {
    return ExpressionReader.read(pattern.pattern())
        .<Predicate<String>>map(program -> new TagAutomaton(program, pattern::matches))
        .orElse(pattern::matches);
  }
}
