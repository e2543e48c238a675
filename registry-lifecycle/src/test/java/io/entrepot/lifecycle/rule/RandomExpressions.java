package io.entrepot.lifecycle.rule;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import java.util.List;
import java.util.Random;

/** Makes up regular expressions that the engine takes, small ones of all that there is. */
final class RandomExpressions {
  private static final List<String> SINGLE =
      List.of(
          "a",
          "b",
          "A",
          "k",
          "K",
          "s",
          "1",
          "_",
          "-",
          "\\.",
          ".",
          "[ab]",
          "[^a]",
          "[a-k]",
          "[^-.]",
          "[[:alnum:]_]",
          "[]-]",
          "\\w",
          "\\W",
          "\\d",
          "\\D",
          "\\pL",
          "\\x61",
          "\u212a",
          "\u017f",
          "{",
          "}",
          "]",
          "[\\]k]",
          "\ud83d\ude00");

  private static final List<String> PLACES = List.of("^", "$", "\\A", "\\z", "\\b", "\\B");

  private static final List<String> REPEATS =
      List.of(
          "*", "+", "?", "*?", "+?", "??", "{0}", "{1}", "{2}", "{0,2}", "{1,3}?", "{2,}", "{0,}");

  private static final List<String> GROUPS =
      List.of("(", "(", "(?:", "(?i:", "(?-i:", "(?s-i:", "(?i)(", "(?U:");

  private static final List<String> FLAGS = List.of("(?i)", "(?-i)", "(?ms)", "(?i-U)");

  private final Random random;

  RandomExpressions(Random random) {
    this.random = random;
  }

  /** Some are refused, such as one that repeats a repetition; those are passed over. */
  String next() {
    String expression = choice(3);
    while (!accepted(expression)) {
      expression = choice(3);
    }
    return expression;
  }

  private static boolean accepted(String expression) {
    try {
      return Pattern.compile(expression).programSize() <= TagExpression.MAX_SIZE;
    } catch (PatternSyntaxException e) {
      return false;
    }
  }

  private String choice(int depth) {
    StringBuilder text = new StringBuilder(sequence(depth));
    while (random.nextInt(4) == 0) {
      text.append('|').append(sequence(depth));
    }
    return text.toString();
  }

  private String sequence(int depth) {
    StringBuilder text = new StringBuilder();
    int length = random.nextInt(4);
    for (int i = 0; i < length; i++) {
      text.append(part(depth));
      if (random.nextInt(3) == 0) {
        text.append(one(REPEATS));
      }
    }
    return text.toString();
  }

  private String part(int depth) {
    return switch (random.nextInt(10)) {
      case 0 -> one(PLACES);
      case 1 -> one(FLAGS);
      case 2, 3, 4 -> depth == 0 ? one(SINGLE) : one(GROUPS) + choice(depth - 1) + ")";
      default -> one(SINGLE);
    };
  }

  private String one(List<String> of) {
    return of.get(random.nextInt(of.size()));
  }
}
