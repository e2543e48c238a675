package io.entrepot.lifecycle.rule;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Reads the rules of one policy, each by itself. */
final class PolicyReader {
  private static final List<String> MEMBERS =
      Stream.of(TagReader.MEMBERS, CountReader.MEMBERS, List.of("storageClass"))
          .flatMap(List::stream)
          .toList();

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
    requireSmallExpressions(policy, rules);
    return rules;
  }

  /** All of them may be tried on each tag. */
  private static void requireSmallExpressions(PolicyObject policy, List<LifecycleRule> rules) {
    int size = 0;
    for (LifecycleRule rule : rules) {
      if (rule.tags() instanceof TagSelection.Expressions(List<String> expressions)) {
        size += expressions.stream().mapToInt(text -> TagExpression.of(text).size()).sum();
      }
    }
    if (size > TagExpression.MAX_TOTAL) {
      throw policy.wrong(
          "rules",
          "the regular expressions of a policy have at most "
              + TagExpression.MAX_TOTAL
              + " instructions together, and these have "
              + size
              + ": write shorter ones, or ones that repeat less");
    }
  }

  private static LifecycleRule rule(PolicyObject rule) {
    rule.requireMembers(List.of("rulePriority", "selection", "action"), List.of("description"));
    PolicyObject selection = rule.object("selection");
    CountReader counts = new CountReader(rule);
    List<String> required = new ArrayList<>(List.of("tagStatus"));
    required.addAll(counts.required());
    selection.requireMembers(required, MEMBERS);
    RuleCount count = counts.count();
    RuleAction action = counts.action();
    counts.requireTogether(action);
    return new LifecycleRule(
        rule.number("rulePriority", 1),
        rule.text("description").orElse(""),
        TagReader.tags(selection),
        counts.storageClass(count),
        count,
        action);
  }
}
