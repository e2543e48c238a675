package io.entrepot.auth.policy.pattern;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class GlobTest {
  static Stream<String> hostilePatterns() {
    return Stream.of(
        "*a".repeat(1_000),
        "a*".repeat(1_000) + "b",
        "*".repeat(2_000) + "b",
        "*?".repeat(1_000) + "b",
        "*" + "a".repeat(1_000) + "b",
        "*" + "a?".repeat(500) + "b*c",
        "?".repeat(2_000) + "*b");
  }

  @ParameterizedTest
  @MethodSource("hostilePatterns")
  void no_pattern_takes_more_steps_than_its_length_times_the_texts(String pattern) {
    String text = "a".repeat(1_000);
    long most = (long) (pattern.length() + 1) * (text.length() + 1);
    assertTrue(Glob.of(pattern).steps(text) <= most);
    assertTrue(Glob.of(pattern).steps(text + "b") <= most + pattern.length() + 1);
  }

  @Test
  void short_patterns_match_what_a_plain_definition_says() {
    Random random = new Random(42);
    int matched = 0;
    for (int i = 0; i < 50_000; i++) {
      String pattern = text(random, "ab*?", 8);
      String text = text(random, "ab", 8);
      boolean expected = defined(pattern, text);
      assertEquals(expected, Glob.of(pattern).matches(text), () -> pattern + " on " + text);
      assertEquals(expected, Glob.caseless(pattern).matches(text.toUpperCase(Locale.ROOT)));
      matched += expected ? 1 : 0;
    }
    assertTrue(matched > 1_000);
  }

  private static String text(Random random, String alphabet, int most) {
    StringBuilder text = new StringBuilder();
    for (int length = random.nextInt(most + 1); length > 0; length--) {
      text.append(alphabet.charAt(random.nextInt(alphabet.length())));
    }
    return text.toString();
  }

  private static boolean defined(String pattern, String text) {
    if (pattern.isEmpty()) {
      return text.isEmpty();
    }
    if (pattern.charAt(0) == '*') {
      return defined(pattern.substring(1), text)
          || (!text.isEmpty() && defined(pattern, text.substring(1)));
    }
    return !text.isEmpty()
        && (pattern.charAt(0) == '?' || pattern.charAt(0) == text.charAt(0))
        && defined(pattern.substring(1), text.substring(1));
  }

  @Test
  void arns_are_matched_part_by_part() {
    Arn repository = Arn.of("ecr", "us-east-1", "123456789012", "repository/team/app");
    for (String pattern :
        List.of(
            "arn:aws:ecr:us-east-1:123456789012:repository/team/app",
            "arn:aws:ecr:*:*:repository/*",
            "arn:aws:ecr:us-*-1:1234?6789012:repository/t*p",
            "arn:*",
            "arn:aws:ecr:*",
            "arn:aws:ecr:us-*",
            "arn:aws:ecr:us-*:repository/team/*",
            "arn:aws:ecr",
            "arn:aws:ecr:us-east-1:123456789012")) {
      assertTrue(matches(pattern, repository), pattern);
    }
    for (String pattern :
        List.of(
            "arn:aws:ecr:us-east-1:123456789012:repository/team",
            "arn:aws:ecr:us-east-1:123456789012:repository/Team/app",
            "arn:aws:ecr:us-e*t:123456789012:repository/team/app",
            "arn:aws:e*2:repository/team/app",
            "arn:aws:s3:*",
            "arn:aws:ecr:us-?:repository/team/*",
            "arn:aws:ecr:*:*:repository/?")) {
      assertFalse(matches(pattern, repository), pattern);
    }
  }

  private static boolean matches(String pattern, Arn arn) {
    return ArnPattern.partial(pattern, true, true).matches(arn, key -> List.of()).orElseThrow();
  }
}
