package io.entrepot.auth.decide;

import io.entrepot.auth.policy.Statement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The policies of one kind that apply together, which know their statements by action: of the many
 * that somebody has, few speak of what is asked. Immutable, and equal to itself alone; any thread.
 */
public final class AttachedPolicies {
  /** No policies. */
  public static final AttachedPolicies NONE = new AttachedPolicies(List.of());

  // Actions that are asked for are few; whoever simulates may invent any number of others.
  private static final int KEPT_ACTIONS = 128;

  private final List<AttachedPolicy> list;
  private final Set<String> keys;
  private final Map<String, List<Clause>> byAction = new ConcurrentHashMap<>();

  public AttachedPolicies(List<AttachedPolicy> list) {
    this.list = List.copyOf(list);
    Set<String> all = new HashSet<>();
    this.list.forEach(policy -> all.addAll(policy.document().keys()));
    this.keys = Set.copyOf(all);
  }

  public static AttachedPolicies of(AttachedPolicy... policies) {
    return new AttachedPolicies(List.of(policies));
  }

  /** All of them, in their order. */
  public List<AttachedPolicy> list() {
    return list;
  }

  /** The condition keys that any of them depends on, in lower case. */
  Set<String> keys() {
    return keys;
  }

  /** The statements that speak of an action. */
  List<Clause> speakingOf(String action) {
    List<Clause> kept = byAction.get(action);
    return kept != null ? kept : select(action);
  }

  private List<Clause> select(String action) {
    List<Clause> selected = new ArrayList<>();
    for (AttachedPolicy policy : list) {
      for (Statement statement : policy.document().statementsFor(action)) {
        selected.add(new Clause(policy, statement, false));
      }
    }
    List<Clause> found = List.copyOf(selected);
    if (byAction.size() < KEPT_ACTIONS) {
      byAction.put(action, found);
    }
    return found;
  }

  @Override
  public String toString() {
    return list.toString();
  }
}
