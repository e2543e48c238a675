package io.entrepot.lifecycle.rule;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is a lifecycle policy, and what is said of a text that is none. */
final class LifecyclePolicyTest {
  private static final String UNTAGGED =
      "'tagStatus':'untagged','countType':'imageCountMoreThan','countNumber':1";

  private static String rule(int priority, String selection, String action) {
    return "{'rulePriority':"
        + priority
        + ",'selection':{"
        + selection
        + "},'action':{"
        + action
        + "}}";
  }

  private static String expiring(int priority, String selection) {
    return rule(priority, selection, "'type':'expire'");
  }

  private static String policy(String... rules) {
    return "{'rules':[" + String.join(",", rules) + "]}";
  }

  private static LifecyclePolicy parse(String json) {
    return LifecyclePolicy.parse(json.replace('\'', '"'));
  }

  private static void assertWrong(String place, String message, String json) {
    LifecyclePolicyException wrong =
        assertThrows(LifecyclePolicyException.class, () -> parse(json), json);
    assertTrue(wrong.getMessage().contains(message), wrong::getMessage);
    assertEquals(place, wrong.place(), wrong::getMessage);
  }

  @Test
  void the_rules_come_by_their_priority_with_all_that_they_say() {
    LifecyclePolicy policy =
        parse(
            policy(
                expiring(9, "'tagStatus':'any','countType':'imageCountMoreThan','countNumber':5"),
                rule(
                        3,
                        "'tagStatus':'tagged','tagPatternList':['v*.*','rc'],'countUnit':'days',"
                            + "'countType':'sinceImagePulled','countNumber':30",
                        "'type':'transition','targetStorageClass':'archive'")
                    .replace("{'rulePriority'", "{'description':'old','rulePriority'"),
                expiring(
                    4,
                    "'tagStatus':'any','storageClass':'archive','countUnit':'days',"
                        + "'countType':'sinceImageTransitioned','countNumber':90"),
                expiring(
                    5,
                    "'tagStatus':'tagged','tagPrefixList':['beta'],'storageClass':'standard',"
                        + "'countUnit':'days','countType':'sinceImagePushed','countNumber':7")));
    assertEquals(
        List.of(
            new LifecycleRule(
                3,
                "old",
                new TagSelection.Patterns(List.of("v*.*", "rc")),
                StorageClass.STANDARD,
                new RuleCount.SincePulled(30),
                RuleAction.ARCHIVE),
            new LifecycleRule(
                4,
                "",
                new TagSelection.Any(),
                StorageClass.ARCHIVE,
                new RuleCount.SinceTransitioned(90),
                RuleAction.EXPIRE),
            new LifecycleRule(
                5,
                "",
                new TagSelection.Prefixes(List.of("beta")),
                StorageClass.STANDARD,
                new RuleCount.SincePushed(7),
                RuleAction.EXPIRE),
            new LifecycleRule(
                9,
                "",
                new TagSelection.Any(),
                StorageClass.STANDARD,
                new RuleCount.Images(5),
                RuleAction.EXPIRE)),
        policy.rules());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{",
        "[]",
        "1",
        "{'rules':[]} x",
        "{'rules':[],'rules':[]}",
        "{'a':111111111111111111111}"
      })
  void what_is_no_json_object_is_no_policy(String json) {
    assertWrong("", "Could not map policyString into LifecyclePolicy.", json);
  }

  @Test
  void the_whole_has_rules_and_nothing_else() {
    assertWrong("", "object has missing required properties ([\"rules\"])", "{}");
    assertWrong(
        "",
        "object instance has properties which are not allowed by the schema: ([\"more\"])",
        "{'rules':[" + expiring(1, UNTAGGED) + "],'more':1}");
    assertWrong("rules", "instance type does not match", "{'rules':[]}");
    assertWrong("rules", "instance type does not match", "{'rules':{}}");
    assertWrong("rules[0]", "allowed: object", "{'rules':[1]}");
  }

  @Test
  void there_are_at_most_fifty_rules_in_30720_characters() {
    String rules =
        IntStream.rangeClosed(1, 50)
            .mapToObj(number -> expiring(number, tagged("p" + number)))
            .collect(Collectors.joining(","));
    assertEquals(50, parse(policy(rules)).rules().size());
    assertWrong("rules", "at most 50 elements", policy(rules, expiring(51, UNTAGGED)));
    String one = policy(expiring(1, UNTAGGED));
    parse(one + " ".repeat(30_720 - one.length()));
    assertWrong("", "more than 30720 characters", one + " ".repeat(30_721 - one.length()));
  }

  private static String tagged(String prefix) {
    return "'tagStatus':'tagged','tagPrefixList':['"
        + prefix
        + "'],'countType':'imageCountMoreThan','countNumber':1";
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "rulePriority | 'rulePriority':1 | 'rulePriority':0 | minimum: 1, found: 0",
        "rulePriority | 'rulePriority':1 | 'rulePriority':1.5 | allowed: integer",
        "rulePriority | 'rulePriority':1 | 'rulePriority':99999999999 | allowed: integer",
        "'' | 'rulePriority':1, | '' | missing required properties ([\"rulePriority\"])",
        "'' | 'rulePriority':1 | 'rulePriority':1,'x':1 | not allowed by the schema: ([\"x\"])",
        "selection | 'countNumber':1 | 'countNumber':1,'x':1 | not allowed by the schema",
        "selection | ,'countNumber':1 | '' | missing required properties ([\"countNumber\"])",
        "selection.tagStatus | 'untagged' | 'none' | [\"tagged\",\"untagged\",\"any\"]",
        "selection.tagStatus | 'untagged' | 1 | allowed: string",
        "selection | 'untagged' | 'tagged' | exactly one schema (matched 0 out of 2)",
        "selection | 'countNumber':1 | 'countNumber':1,'tagPrefixList':['a'] | tagged alone",
        "selection.countNumber | 'countNumber':1 | 'countNumber':'1' | allowed: integer",
        "selection.countNumber | 'countNumber':1 | 'countNumber':0 | minimum: 1, found: 0",
        "selection.countType | imageCountMoreThan | imageCount | not found in enum",
        "selection.countUnit | 'countNumber':1 | 'countNumber':1,'countUnit':'days' | no countUnit",
        "selection | imageCountMoreThan | sinceImagePushed | ([\"countUnit\"])",
        "selection | 'countNumber':1 | 'countNumber':1,'storageClass':'archive' | goes with",
        "selection.storageClass | 'countNumber':1 | 'countNumber':1,'storageClass':'x' | enum",
        "action | 'type':'expire' | '' | missing required properties ([\"type\"])",
        "action | 'expire' | 'transition' | ([\"targetStorageClass\"])",
        "action.type | 'expire' | 'keep' | [\"expire\",\"transition\"]",
        "action.targetStorageClass | 'expire' | 'expire','targetStorageClass':'archive' | no"
            + " target",
        "action.targetStorageClass | 'expire' | 'transition','targetStorageClass':'x' | enum",
      })
  void a_rule_is_refused_at_the_place_of_its_mistake(
      String place, String right, String wrong, String message) {
    String json = policy(expiring(1, UNTAGGED));
    assertTrue(json.contains(right), right);
    String at = place.equals("''") ? "rules[0]" : "rules[0]." + place;
    assertWrong(at, message, json.replace(right, wrong.equals("''") ? "" : wrong));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "tagPrefixList | 'tagPrefixList':[] | allowed: array of strings",
        "tagPrefixList | 'tagPrefixList':[''] | allowed: array of strings",
        "tagPrefixList | 'tagPrefixList':'a' | allowed: array of strings",
        "tagPatternList | 'tagPatternList':['a',1] | allowed: array of strings",
        "tagPatternList | 'tagPatternList':['*a*b*c*d*'] | at most 4 wildcards",
        "'' | 'tagPatternList':['a'],'tagPrefixList':['a'] | matched 2 out of 2",
      })
  void tags_are_refused_likewise(String place, String lists, String message) {
    String json =
        policy(
            expiring(
                1,
                "'tagStatus':'tagged','countType':'imageCountMoreThan','countNumber':1," + lists));
    assertWrong("rules[0].selection" + (place.equals("''") ? "" : "." + place), message, json);
  }

  @Test
  void four_wildcards_are_taken() {
    String four = "'tagPatternList':['*a*b*c*']";
    parse(
        policy(
            expiring(
                1,
                "'tagStatus':'tagged','countType':'imageCountMoreThan','countNumber':1," + four)));
  }

  @Test
  void counts_storage_classes_and_actions_go_together() {
    String archived =
        "'tagStatus':'any','countUnit':'days','countType':'sinceImageTransitioned',"
            + "'storageClass':'archive','countNumber':90";
    parse(policy(expiring(1, archived)));
    assertWrong(
        "rules[0].selection.countNumber",
        "minimum: 90, found: 89",
        policy(expiring(1, archived.replace("90", "89"))));
    assertWrong(
        "rules[0].selection",
        "goes with",
        policy(expiring(1, archived.replace("archive", "standard"))));
    assertWrong(
        "rules[0]",
        "expire alone",
        policy(rule(1, archived, "'type':'transition','targetStorageClass':'archive'")));
    assertWrong(
        "rules[0]",
        "transition alone",
        policy(
            expiring(
                1,
                "'tagStatus':'any','countUnit':'days','countType':'sinceImagePulled',"
                    + "'countNumber':1")));
  }

  @Test
  void rules_do_not_contend_for_images() {
    String any = "'tagStatus':'any','countType':'imageCountMoreThan','countNumber':1";
    assertWrong(
        "rules", "rulePriority 1 is", policy(expiring(1, UNTAGGED), expiring(1, tagged("a"))));
    assertWrong("rules", "highest", policy(expiring(1, any), expiring(2, UNTAGGED)));
    assertWrong("rules", "only one", policy(expiring(1, UNTAGGED), expiring(2, UNTAGGED)));
    assertWrong(
        "rules", "the prefix 'a'", policy(expiring(1, tagged("a")), expiring(2, tagged("a"))));
    parse(policy(expiring(1, tagged("a")), expiring(2, tagged("ab")), expiring(7, any)));
  }
}
