package io.entrepot.lifecycle.rule;

import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * A lifecycle policy (ECR user guide, Lifecycle policy properties in Amazon ECR). Immutable.
 *
 * @param rules by their priority
 */
public record LifecyclePolicy(List<LifecycleRule> rules) {
  /** Most rules of a policy (Amazon ECR quotas). */
  public static final int MAX_RULES = 50;

  /** Longest text of a policy, in characters (Amazon ECR quotas). */
  public static final int MAX_LENGTH = 30_720;

  public LifecyclePolicy {
    rules = rules.stream().sorted(Comparator.comparingInt(LifecycleRule::priority)).toList();
  }

  /**
   * Reads a policy.
   *
   * @throws LifecyclePolicyException on the first mistake
   */
  public static LifecyclePolicy parse(String json) {
    LifecyclePolicy policy = new LifecyclePolicy(new PolicyReader(json).rules());
    policy.requireUniquePriorities();
    for (StorageClass storageClass : StorageClass.values()) {
      requireDistinct(
          policy.rules().stream()
              .filter(
                  rule -> rule.storageClass() == storageClass && rule.action() != RuleAction.KEEP)
              .toList());
    }
    return policy;
  }

  private void requireUniquePriorities() {
    Set<Integer> priorities = new HashSet<>();
    for (LifecycleRule rule : rules) {
      if (!priorities.add(rule.priority())) {
        throw wrong("rulePriority " + rule.priority() + " is that of more than one rule");
      }
    }
  }

  /**
   * Of the rules of one storage class that act, by their priority, the last alone looks at any
   * image, one at most at images without a tag, and no two at the same tags.
   */
  private static void requireDistinct(List<LifecycleRule> rules) {
    Set<String> tags = new HashSet<>();
    boolean untagged = false;
    for (LifecycleRule rule : rules) {
      switch (rule.tags()) {
        case TagSelection.Any any -> {
          if (rule.priority() != rules.getLast().priority()) {
            throw wrong(
                "the rule with tagStatus any must have the highest rulePriority of its storage"
                    + " class, which "
                    + rule.priority()
                    + " is not");
          }
        }
        case TagSelection.Untagged none -> {
          if (untagged) {
            throw wrong("only one rule of a storage class may have the tagStatus untagged");
          }
          untagged = true;
        }
        case TagSelection.Prefixes(List<String> prefixes) -> requireNew(tags, "prefix ", prefixes);
        case TagSelection.Patterns(List<String> patterns) -> requireNew(tags, "pattern ", patterns);
        case TagSelection.Expressions(List<String> expressions) ->
            requireNew(tags, "regular expression ", expressions);
      }
    }
  }

  private static void requireNew(Set<String> known, String kind, List<String> texts) {
    for (String text : texts) {
      if (!known.add(kind + text)) {
        throw wrong("the " + kind + "'" + text + "' stands more than once in rules of one class");
      }
    }
  }

  private static LifecyclePolicyException wrong(String message) {
    return new LifecyclePolicyException("rules", message);
  }
}
