package io.entrepot.auth.policy;

import io.entrepot.auth.policy.condition.Condition;
import io.entrepot.auth.policy.pattern.Arn;
import io.entrepot.auth.policy.pattern.RequestKeys;
import java.util.List;
import java.util.Optional;

/**
 * A statement of a policy. Immutable.
 *
 * @param index its place among the policy's statements, from 0
 * @param principals whom it is about; empty where the policy is an identity's
 */
public record Statement(
    int index,
    Optional<String> sid,
    Effect effect,
    ActionSet actions,
    ResourceSet resources,
    Optional<PrincipalSet> principals,
    List<Condition> conditions) {
  /** What a statement does. */
  public enum Effect {
    ALLOW,
    DENY
  }

  public Statement {
    conditions = List.copyOf(conditions);
  }

  /** Whether it is about an action, whose name is in lower case. */
  boolean speaksOf(String action) {
    return actions.contains(action);
  }

  /** Whether it is about a resource; empty is the resource {@code *}. */
  public boolean covers(Optional<Arn> resource, RequestKeys keys) {
    return resources.contains(resource, keys, effect);
  }

  /** The same where it is told without the request; empty when it names variables. */
  public Optional<Boolean> covers(Optional<Arn> resource) {
    return resources.hasVariables()
        ? Optional.empty()
        : Optional.of(resources.contains(resource, key -> List.of(), effect));
  }

  /** Whether all its conditions hold. */
  public boolean holds(RequestKeys keys) {
    for (Condition condition : conditions) {
      if (!condition.holds(keys)) {
        return false;
      }
    }
    return true;
  }

  /** What it is called: its Sid, or its place. */
  public String label() {
    return sid.filter(text -> !text.isEmpty()).orElse("Statement[" + index + "]");
  }
}
