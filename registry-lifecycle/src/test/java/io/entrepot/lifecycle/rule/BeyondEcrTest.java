package io.entrepot.lifecycle.rule;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.entrepot.storage.oci.Tag;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What policies may say beyond ECR's grammar. */
final class BeyondEcrTest {
  private static String rule(int priority, String selection, String action) {
    return "{'rulePriority':"
        + priority
        + ",'selection':{"
        + selection
        + "},'action':{'type':'"
        + action
        + "'}}";
  }

  private static LifecyclePolicy parse(String... rules) {
    String json = "{'rules':[" + String.join(",", rules) + "]}";
    return LifecyclePolicy.parse(json.replace('\'', '"'));
  }

  private static LifecycleRule read(String selection, String action) {
    return parse(rule(1, selection, action)).rules().getFirst();
  }

  private static LifecyclePolicyException wrong(String selection, String action) {
    return assertThrows(LifecyclePolicyException.class, () -> read(selection, action));
  }

  private static String expressions(String list) {
    return "'tagStatus':'tagged','countType':'imageCountMoreThan','countNumber':1,"
        + "'tagRegexList':["
        + list
        + "]";
  }

  @Test
  void images_expire_by_their_last_pull() {
    String selection =
        "'tagStatus':'any','countType':'sinceImageLastPulled','countUnit':'days','countNumber':30";
    assertEquals(new RuleCount.SincePulled(30), read(selection, "expire").count());
    assertEquals("rules[0].action", wrong(selection, "transition").place());
    assertEquals("rules[0].action.type", wrong(selection, "keep").place());
  }

  @Test
  void a_policy_has_regular_expressions_of_a_bounded_size_together() {
    String[] rules = new String[14];
    for (int i = 0; i < rules.length; i++) {
      rules[i] = rule(i + 1, expressions("'x" + i + "[a-z]{400}'"), "expire");
    }
    assertEquals(10, parse(Arrays.copyOf(rules, 10)).rules().size());
    LifecyclePolicyException refused =
        assertThrows(LifecyclePolicyException.class, () -> parse(rules));
    assertTrue(refused.getMessage().contains("at most 5000 instructions"), refused.getMessage());
  }

  @Test
  void keep_rules_have_counts_of_their_own_or_none() {
    String any = "'tagStatus':'any'";
    LifecycleRule all = read(any, "keep");
    assertEquals(RuleAction.KEEP, all.action());
    assertEquals(new RuleCount.All(), all.count());
    assertEquals(
        new RuleCount.Images(3),
        read(any + ",'countType':'newestImages','countNumber':3", "keep").count());
    String days = ",'countUnit':'days','countNumber':7";
    assertEquals(
        new RuleCount.SincePushed(7),
        read(any + ",'countType':'pushedWithin'" + days, "keep").count());
    assertEquals(
        new RuleCount.SincePulled(7),
        read(any + ",'countType':'pulledWithin'" + days, "keep").count());
    assertEquals(
        StorageClass.ARCHIVE, read(any + ",'storageClass':'archive'", "keep").storageClass());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "selection.countType | expire | ,'countType':'newestImages','countNumber':3",
        "action.type | keep | ,'countType':'imageCountMoreThan','countNumber':3",
        "selection | keep | ,'countNumber':3",
        "selection | keep | ,'countType':'newestImages'",
        "selection | keep | ,'countType':'pushedWithin','countNumber':3",
        "selection.countUnit | keep | ,'countType':'newestImages','countUnit':'days',"
            + "'countNumber':3",
        "selection.countNumber | keep | ,'countType':'newestImages','countNumber':0",
        "action.targetStorageClass | keep','targetStorageClass':'archive | ''"
      })
  void counts_go_with_their_actions(String place, String action, String count) {
    String selection = "'tagStatus':'any'" + (count.equals("''") ? "" : count);
    assertEquals("rules[0]." + place, wrong(selection, action).place());
  }

  @Test
  void keep_rules_may_select_what_other_rules_select() {
    String tagged = "'tagStatus':'tagged','tagPrefixList':['v']";
    parse(
        rule(1, "'tagStatus':'any'", "keep"),
        rule(2, "'tagStatus':'untagged'", "keep"),
        rule(3, "'tagStatus':'untagged'", "keep"),
        rule(4, tagged, "keep"),
        rule(5, tagged + ",'countType':'imageCountMoreThan','countNumber':1", "expire"),
        rule(6, "'tagStatus':'any','countType':'imageCountMoreThan','countNumber':1", "expire"),
        rule(7, tagged, "keep"));
  }

  @Test
  void regular_expressions_are_of_whole_tags_and_each_of_some_tag() {
    TagSelection selection = read(expressions("'v[0-9]+','rc-?1|rc2'"), "expire").tags();
    assertEquals(new TagSelection.Expressions(List.of("v[0-9]+", "rc-?1|rc2")), selection);
    Predicate<Collection<Tag>> test = selection.test();
    assertTrue(test.test(tags("v12", "rc2")));
    assertTrue(test.test(tags("v1", "rc-1", "more")));
    assertFalse(test.test(tags("v12", "rc3")));
    assertFalse(test.test(tags("v12b", "rc1")));
    assertFalse(test.test(tags("rc1")));
    assertFalse(test.test(tags()));
  }

  @ParameterizedTest
  @CsvSource({
    "abc, abc, abcd",
    "ab*, a, b",
    "ab?c, ac, ab",
    "ab{0}c, ac, abc",
    "ab+, abb, a",
    "ab|cd, cd, abd",
    "(?i)ab, AB, abc",
    "a(?i)b, aB, AB",
    "v1\\.2, v1.2, v1x2",
    "a[|]?b, ab, a",
    ".*-x, -x, y"
  })
  void what_an_expression_begins_with_changes_nothing(String text, String like, String unlike) {
    assertTrue(TagExpression.of(text).test().test(like));
    assertFalse(TagExpression.of(text).test().test(unlike));
  }

  private static List<Tag> tags(String... tags) {
    return Arrays.stream(tags).map(Tag::new).toList();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "(",
        "a**",
        "[z-a]",
        "(?=a)",
        "(a{1000}){1000}",
        "((a{1000}){1000}){1000}",
        "((a{1000}){1000}){9}",
        "(([]()](a{1000})x){1000}){1000}",
        "(a{100}){11}",
        "a{1001}"
      })
  void a_bad_expression_is_refused_with_its_place_and_its_text(String bad) {
    LifecyclePolicyException wrong = wrong(expressions("'v','" + bad + "'"), "expire");
    assertEquals("rules[0].selection.tagRegexList[1]", wrong.place());
    assertTrue(wrong.getMessage().startsWith("'" + bad + "' "), wrong::getMessage);
  }

  @Test
  void expressions_are_bounded_in_length_and_number() {
    read(expressions("'" + "a".repeat(256) + "'"), "expire");
    assertEquals(
        "rules[0].selection.tagRegexList[0]",
        wrong(expressions("'" + "a".repeat(257) + "'"), "expire").place());
    read(expressions("'a','b','c','d','e'"), "expire");
    assertEquals(
        "rules[0].selection.tagRegexList",
        wrong(expressions("'a','b','c','d','e','f'"), "expire").place());
  }

  @Test
  void expressions_stand_alone_and_once() {
    assertEquals(
        "rules[0].selection",
        wrong(expressions("'a'") + ",'tagPrefixList':['a']", "expire").place());
    assertThrows(
        LifecyclePolicyException.class,
        () -> parse(rule(1, expressions("'a'"), "expire"), rule(2, expressions("'a'"), "expire")));
  }
}
