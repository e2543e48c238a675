package io.entrepot.lifecycle.rule;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.re2j.Pattern;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Holds what is read of expressions, and the table made of it, against RE2/J's own answers. */
final class TagAutomatonTest {
  /** Few characters, so that many tags match: of both cases, of words and of none, some folded. */
  private static final String LETTERS = "abAkKs1_-.";

  /** Each by itself, and none at all. */
  private static final String SPECIAL =
      """
      | a| |a () (|a)b (a|)* (|a)+ (a*)* (a*)+b (?:){3} (?:a?){2,3} a{0} a{0,0}b a{0,}
      a{2,} (ab){1,2}? a{,2} a{ { a{x} a} ] (((a+)+)+)+ (a|b|k){0,3}[^a]* (?i)a
      (?i-s)k (?-i)a (?is-m)a. (?U)a+? (?i)a|K (?i)(a(?s)b|(?s:k).) (?P<name>a)b (?<name>a|b) (?s). (?m)^a$ ^a$ ^ $ ^^a$$ (^a|b)* (^|a)b a(b|$)
      (a$)* a^ $a (^)*a (?:^|-)a.* \\Aa\\z (\\Aa)+ \\ba\\b a\\b- .*\\bk\\b.* \\B \\b .\\B.
      (\\b|a)* a\\B (?i)\\x{212A} \\x41 \\x{4b}+ (?i)\u212a \u212a (?i)\u017f|a
      (?i)[\u017f-\u0180] [^\u00e9] \ud83d\ude00*a \\\ud83d\ude00*a [\ud83d\ude00a] \\.
      \\-\\_ \\d\\D \\w+ \\W \\s|\\S \\pL \\p{Lu}. \\PL \\p{^Lu} (?i)\\p{Lu} \\p{Greek}|a
      \\n|\\t|a . .. .* .*a .*k.* [a] [^a] []a] [^]a] [a\\]b] [[:alpha:]] [^[:upper:]_]
      [[:^word:]a] (?i)[a-b] (?i)[^a] [-a] [a-] [\\d_-] [^\\W1] [\\pLu] [\\x41-\\x4b]
      [a-b-k] [(|)*] [.] [$^] (?i)[[:lower:]] (a|ab)(b|) .*(a|b).{4} [ab]{2}a{,}
      """;

  private static final List<String> TAGS = tags();

  /** All of at most three of the letters, none among them, and some long ones. */
  private static List<String> tags() {
    List<String> tags = new ArrayList<>(List.of(""));
    for (int i = 0; tags.get(i).length() < 3; i++) {
      String shorter = tags.get(i);
      LETTERS.chars().forEach(letter -> tags.add(shorter + (char) letter));
    }
    Random random = new Random(2);
    for (int i = 0; i < 200; i++) {
      tags.add(text(random, 4 + random.nextInt(124), LETTERS));
    }
    return tags;
  }

  private static String text(Random random, int length, String letters) {
    StringBuilder text = new StringBuilder();
    random.ints(length, 0, letters.length()).forEach(i -> text.append(letters.charAt(i)));
    return text.toString();
  }

  /** Says how many tags match. */
  private static int compare(String expression) {
    return compare(expression, ExpressionReader.read(expression).orElseThrow());
  }

  private static int compare(String expression, TagProgram program) {
    Pattern pattern = Pattern.compile(expression);
    TagAutomaton large = new TagAutomaton(program, pattern::matches);
    TagAutomaton small = new TagAutomaton(program, pattern::matches, 2);
    int matched = 0;
    for (String tag : TAGS) {
      boolean expected = pattern.matches(tag);
      matched += expected ? 1 : 0;
      assertEquals(expected, large.test(tag), () -> expression + " on '" + tag + "'");
      assertEquals(expected, small.test(tag), () -> expression + " on '" + tag + "', few rows");
    }
    return matched;
  }

  @Test
  void random_expressions_are_read_as_the_engine_reads_them() {
    RandomExpressions expressions = new RandomExpressions(new Random(1));
    int some = 0;
    for (int i = 0; i < 4_000; i++) {
      String expression = expressions.next();
      int matched =
          ExpressionReader.read(expression).map(program -> compare(expression, program)).orElse(0);
      some += matched > 0 && matched < TAGS.size() ? 1 : 0;
    }
    assertTrue(some > 2_000, some + " expressions tell tags apart");
  }

  private static Stream<String> special() {
    return Stream.concat(
        Stream.of(""), SPECIAL.lines().flatMap(line -> Stream.of(line.split(" "))));
  }

  @ParameterizedTest
  @MethodSource("special")
  void what_is_special_in_expressions_is_read_as_the_engine_reads_it(String expression) {
    compare(expression);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\\Qa.b\\E",
        "\\Q",
        "\\012",
        "(\\0|a)",
        "a(?i)b",
        "(a(?i)b)a",
        "(?i:a)a",
        "(?i)(?-i)a",
        "(?i)(a(?-i:b)k)",
        "a(?i)*",
        "a(?i)?b",
        "K(?i)(b)|K",
        "K{2}(?i-U)${0,2}|K{2}",
        "((?i)a)"
      })
  void what_is_not_read_is_left_to_the_engine(String expression) {
    assertEquals(Optional.empty(), ExpressionReader.read(expression));
    Pattern pattern = Pattern.compile(expression);
    Predicate<String> test = TagExpression.of(expression).test();
    TAGS.forEach(tag -> assertEquals(pattern.matches(tag), test.test(tag), tag));
    assertEquals(pattern.matches("a.b"), test.test("a.b"));
  }

  private static List<String> leftToTheEngine(String expression) {
    List<String> left = new ArrayList<>();
    TagAutomaton automaton =
        new TagAutomaton(ExpressionReader.read(expression).orElseThrow(), left::add);
    TAGS.forEach(automaton::test);
    return left;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {".*-[aAk]+[0-9]+", "(ab|ba)-1-.*[02468]", "(?i).*ask.*", ".*\\b1.*", "[a-z1]{40}"})
  void usual_expressions_leave_no_tag_to_the_engine(String expression) {
    assertEquals(List.of(), leftToTheEngine(expression));
  }

  /** Where in the last eleven characters the letter was takes 2,048 rows to tell. */
  @Test
  void only_tags_that_need_more_rows_than_are_kept_are_left_to_the_engine() {
    List<String> left = leftToTheEngine(".*[ab].{10}");
    assertTrue(left.size() > 50 && left.size() < 250, left.size() + " are left");
  }
}
