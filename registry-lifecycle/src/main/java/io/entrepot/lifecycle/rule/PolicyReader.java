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
    return rules;
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
