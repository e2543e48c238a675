package io.entrepot.lifecycle.planner;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.Set;
import java.util.function.Function;

/** Puts images that something happens to into the order in which it may happen. */
final class CarryOrder {
  private CarryOrder() {}

  /**
   * The oldest first, but indexes before their children and subjects before their referrers; where
   * an index is about what it contains, indexes before their children alone.
   */
  static List<Node> of(List<Node> changing) {
    Set<Node> order = new LinkedHashSet<>(sorted(changing, CarryOrder::followers));
    List<Node> contradictory = changing.stream().filter(node -> !order.contains(node)).toList();
    order.addAll(sorted(contradictory, node -> node.children));
    // Digests cannot go round in circles; if some did, nothing is left out.
    order.addAll(changing);
    return new ArrayList<>(order);
  }

  private static List<Node> followers(Node node) {
    if (node.referrers.isEmpty()) {
      return node.children;
    }
    List<Node> followers = new ArrayList<>(node.children);
    followers.addAll(node.referrers);
    return followers;
  }

  /** Without those that come after themselves. */
  private static List<Node> sorted(List<Node> nodes, Function<Node, List<Node>> followers) {
    Map<Node, Integer> waiting = new HashMap<>();
    nodes.forEach(node -> waiting.put(node, 0));
    for (Node node : nodes) {
      followers
          .apply(node)
          .forEach(next -> waiting.computeIfPresent(next, (at, count) -> count + 1));
    }
    Queue<Node> ready = new PriorityQueue<>(Node.OLDEST_FIRST);
    nodes.stream().filter(node -> waiting.getOrDefault(node, 0) == 0).forEach(ready::add);
    List<Node> order = new ArrayList<>();
    while (!ready.isEmpty()) {
      Node node = ready.remove();
      order.add(node);
      release(followers.apply(node), waiting, ready);
    }
    return order;
  }

  private static void release(List<Node> next, Map<Node, Integer> waiting, Queue<Node> ready) {
    for (Node node : next) {
      if (waiting.containsKey(node) && waiting.merge(node, -1, Integer::sum) == 0) {
        ready.add(node);
      }
    }
  }
}
