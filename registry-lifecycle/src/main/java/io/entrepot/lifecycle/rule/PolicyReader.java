package io.entrepot.lifecycle.rule;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads the rules of one policy, each by itself. */
final class PolicyReader {
  /** Most wildcards in a pattern (ECR user guide, tagPatternList). */
  private static final int MAX_WILDCARDS = 4;

  /** Least days in the archive before an image may be deleted (ECR user guide, countNumber). */
  private static final int LEAST_ARCHIVED_DAYS = 90;

  private static final char WILDCARD = '*';
  private static final List<String> COUNT_TYPES =
      List.of(
          "imageCountMoreThan", "sinceImagePushed", "sinceImagePulled", "sinceImageTransitioned");

  private final String json;

  PolicyReader(String json) {
    this.json = json;
  }

  List<LifecycleRule> rules() {
    if (json.length() > LifecyclePolicy.MAX_LENGTH) {
      throw new LifecyclePolicyException(
          "", "the policy has more than " + LifecyclePolicy.MAX_LENGTH + " characters");
    }
    PolicyObject policy = PolicyObject.read(json);
    policy.requireMembers(List.of("rules"), List.of());
    List<PolicyObject> objects = policy.objects("rules");
    if (objects.size() > LifecyclePolicy.MAX_RULES) {
      throw policy.wrong(
          "rules",
          "array is too long: must have at most "
              + LifecyclePolicy.MAX_RULES
              + " elements but instance has "
              + objects.size());
    }
    List<LifecycleRule> rules = new ArrayList<>();
    objects.forEach(rule -> rules.add(rule(rule)));
    return rules;
  }

  private static LifecycleRule rule(PolicyObject rule) {
    rule.requireMembers(List.of("rulePriority", "selection", "action"), List.of("description"));
    PolicyObject selection = rule.object("selection");
    selection.requireMembers(
        List.of("tagStatus", "countType", "countNumber"),
        List.of("tagPatternList", "tagPrefixList", "storageClass", "countUnit"));
    RuleCount count = count(selection);
    RuleAction action = action(rule.object("action"));
    requireTogether(rule, count, action);
    return new LifecycleRule(
        rule.number("rulePriority", 1),
        rule.text("description").orElse(""),
        tags(selection),
        storageClass(selection, count),
        count,
        action);
  }

  private static TagSelection tags(PolicyObject selection) {
    String status = selection.oneOf("tagStatus", List.of("tagged", "untagged", "any"));
    Optional<List<String>> patterns = selection.texts("tagPatternList");
    Optional<List<String>> prefixes = selection.texts("tagPrefixList");
    if (!status.equals("tagged")) {
      if (patterns.isPresent() || prefixes.isPresent()) {
        throw selection.wrong(
            "tagPatternList and tagPrefixList are for the tagStatus tagged alone");
      }
      return status.equals("any") ? new TagSelection.Any() : new TagSelection.Untagged();
    }
    if (patterns.isPresent() == prefixes.isPresent()) {
      throw selection.wrong(
          "instance failed to match exactly one schema (matched "
              + (patterns.isPresent() ? 2 : 0)
              + " out of 2): the tagStatus tagged needs either a tagPatternList or a"
              + " tagPrefixList");
    }
    patterns.ifPresent(texts -> texts.forEach(text -> requireFewWildcards(selection, text)));
    return patterns.isPresent()
        ? new TagSelection.Patterns(patterns.get())
        : new TagSelection.Prefixes(prefixes.orElseThrow());
  }

  private static void requireFewWildcards(PolicyObject selection, String pattern) {
    if (pattern.chars().filter(c -> c == WILDCARD).count() > MAX_WILDCARDS) {
      throw selection.wrong(
          "tagPatternList",
          "a pattern has at most " + MAX_WILDCARDS + " wildcards, which '" + pattern + "' has not");
    }
  }

  private static RuleCount count(PolicyObject selection) {
    String type = selection.oneOf("countType", COUNT_TYPES);
    if (type.equals("imageCountMoreThan")) {
      if (selection.has("countUnit")) {
        throw selection.wrong("countUnit", "imageCountMoreThan counts images and has no countUnit");
      }
      return new RuleCount.Images(selection.number("countNumber", 1));
    }
    if (!selection.has("countUnit")) {
      throw selection.missing("countUnit");
    }
    selection.oneOf("countUnit", List.of("days"));
    return switch (type) {
      case "sinceImagePushed" -> new RuleCount.SincePushed(selection.number("countNumber", 1));
      case "sinceImagePulled" -> new RuleCount.SincePulled(selection.number("countNumber", 1));
      default ->
          new RuleCount.SinceTransitioned(selection.number("countNumber", LEAST_ARCHIVED_DAYS));
    };
  }

  private static StorageClass storageClass(PolicyObject selection, RuleCount count) {
    boolean archive =
        selection.has("storageClass")
            && selection.oneOf("storageClass", List.of("standard", "archive")).equals("archive");
    if (archive != count instanceof RuleCount.SinceTransitioned) {
      throw selection.wrong(
          "the storageClass archive goes with the countType sinceImageTransitioned, and with no"
              + " other");
    }
    return archive ? StorageClass.ARCHIVE : StorageClass.STANDARD;
  }

  private static RuleAction action(PolicyObject action) {
    action.requireMembers(List.of("type"), List.of("targetStorageClass"));
    if (action.oneOf("type", List.of("expire", "transition")).equals("expire")) {
      if (action.has("targetStorageClass")) {
        throw action.wrong("targetStorageClass", "what expires has no targetStorageClass");
      }
      return RuleAction.EXPIRE;
    }
    if (!action.has("targetStorageClass")) {
      throw action.missing("targetStorageClass");
    }
    action.oneOf("targetStorageClass", List.of("archive"));
    return RuleAction.ARCHIVE;
  }

  private static void requireTogether(PolicyObject rule, RuleCount count, RuleAction action) {
    if (count instanceof RuleCount.SincePulled && action != RuleAction.ARCHIVE) {
      throw rule.wrong("the countType sinceImagePulled goes with the action transition alone");
    }
    if (count instanceof RuleCount.SinceTransitioned && action != RuleAction.EXPIRE) {
      throw rule.wrong("the countType sinceImageTransitioned goes with the action expire alone");
    }
  }
}
