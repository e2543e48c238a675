package io.entrepot.lifecycle.planner;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.Set;

/** Puts images that something happens to into the order in which it may happen. */
final class CarryOrder {
  private CarryOrder() {}

  /** The oldest first, but indexes before their children and subjects before their referrers. */
  static List<Node> of(List<Node> changing) {
    Map<Node, Integer> waiting = new HashMap<>();
    changing.forEach(node -> waiting.put(node, 0));
    for (Node node : changing) {
      node.children.forEach(child -> waiting.computeIfPresent(child, (at, count) -> count + 1));
      node.referrers.forEach(about -> waiting.computeIfPresent(about, (at, count) -> count + 1));
    }
    Queue<Node> ready = new PriorityQueue<>(Node.OLDEST_FIRST);
    changing.stream().filter(node -> waiting.getOrDefault(node, 0) == 0).forEach(ready::add);
    Set<Node> order = new LinkedHashSet<>();
    while (!ready.isEmpty()) {
      Node node = ready.remove();
      order.add(node);
      release(node.children, waiting, ready);
      release(node.referrers, waiting, ready);
    }
    // Digests cannot go round in circles; if some did, nothing is left out.
    order.addAll(changing);
    return new ArrayList<>(order);
  }

  private static void release(List<Node> next, Map<Node, Integer> waiting, Queue<Node> ready) {
    for (Node node : next) {
      if (waiting.containsKey(node) && waiting.merge(node, -1, Integer::sum) == 0) {
        ready.add(node);
      }
    }
  }
}
