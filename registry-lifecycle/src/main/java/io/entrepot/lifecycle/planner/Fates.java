package io.entrepot.lifecycle.planner;

import io.entrepot.lifecycle.planner.Node.Fate;
import io.entrepot.lifecycle.planner.Outcome.Acted;
import io.entrepot.lifecycle.planner.Outcome.Follows;
import io.entrepot.lifecycle.planner.Outcome.Kept;
import io.entrepot.lifecycle.rule.LifecycleRule;
import io.entrepot.lifecycle.rule.RuleAction;
import io.entrepot.lifecycle.rule.StorageClass;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Settles what becomes of each image, those that lead before those that follow. */
final class Fates {
  private Fates() {}

  /** What leads round in a circle is settled last, each while its leader still counts as there. */
  static void settle(List<Node> oldestFirst) {
    Map<Node, Integer> waiting = new HashMap<>();
    Deque<Node> ready = new ArrayDeque<>();
    for (Node node : oldestFirst) {
      int leaders = node.leaders().size();
      if (leaders == 0) {
        ready.add(node);
      } else {
        waiting.put(node, leaders);
      }
    }
    while (!ready.isEmpty()) {
      Node node = ready.remove();
      node.settle(outcome(node));
      for (Node follower : node.followers()) {
        if (waiting.merge(follower, -1, Integer::sum) == 0) {
          waiting.remove(follower);
          ready.add(follower);
        }
      }
    }
    oldestFirst.stream().filter(waiting::containsKey).forEach(node -> node.settle(outcome(node)));
  }

  private static Outcome outcome(Node node) {
    if (node.image.pinned()) {
      return new Kept(new KeptReason.Pinned());
    }
    return node.own() ? ofOwn(node) : ofFollower(node);
  }

  private static Outcome ofOwn(Node node) {
    Findings findings = node.findings;
    Optional<KeptReason> kept = findings.keptByRule();
    Optional<Findings.Found> acting = findings.acting();
    if (kept.isPresent() || acting.isEmpty()) {
      return new Kept(kept.orElseGet(findings::unfound));
    }
    LifecycleRule rule = acting.orElseThrow().rule();
    Optional<Node> index = mostLasting(node.indexes);
    Fate most = rule.action() == RuleAction.EXPIRE ? Fate.GONE : Fate.ARCHIVED;
    return index
        .filter(lasting -> lasting.fate().compareTo(most) > 0)
        .<Outcome>map(lasting -> new Kept(new KeptReason.NamedByIndex(lasting.digest(), rule)))
        .orElseGet(() -> new Acted(rule, acting.orElseThrow().finding()));
  }

  /** It goes as far as that leader of its goes that stays the most. */
  private static Outcome ofFollower(Node node) {
    Node leader = mostLasting(node.leaders()).orElseThrow();
    boolean further =
        leader.fate() == Fate.GONE
            || (leader.fate() == Fate.ARCHIVED
                && node.image.storageClass() == StorageClass.STANDARD);
    return Optional.of(leader)
        .filter(any -> further && any.changes())
        .flatMap(changing -> changing.outcome().rule())
        .<Outcome>map(rule -> new Follows(leader.digest(), rule))
        .orElseGet(() -> new Kept(new KeptReason.WithLeader(leader.digest())));
  }

  /** Of those of which the most is left one that changes, and of several the newest. */
  private static Optional<Node> mostLasting(List<Node> leaders) {
    return leaders.stream()
        .reduce((one, next) -> {
          int more = next.fate().compareTo(one.fate());
          return more > 0 || (more == 0 && (next.changes() || !one.changes())) ? next : one;
        });
  }
}
