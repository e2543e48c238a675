package io.entrepot.lifecycle.planner;

import io.entrepot.storage.oci.Digest;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Finds out which images belong to which, and which stand by themselves. What it costs grows with
 * the images and the names in them.
 *
 * <p>An image without a tag belongs to the indexes that name it and to its subject; one whose tags
 * all say by their form that it is about another, to those others, to its subject and its indexes.
 * Every other image is one by itself, and so is one that belongs to nothing that is there.
 */
final class Kinship {
  private final Map<Digest, Node> nodes = new HashMap<>();
  private final List<Node> oldestFirst;

  private Kinship(Collection<LifecycleImage> images) {
    for (LifecycleImage image : images) {
      if (nodes.put(image.digest(), new Node(image)) != null) {
        throw new IllegalArgumentException("more than once: " + image.digest());
      }
    }
    oldestFirst = nodes.values().stream().sorted(Node.OLDEST_FIRST).toList();
  }

  /** All of them, each with its kin, the oldest first. */
  static List<Node> of(Collection<LifecycleImage> images) {
    Kinship kinship = new Kinship(images);
    kinship.oldestFirst.forEach(kinship::link);
    kinship.oldestFirst.forEach(kinship::classify);
    kinship.freeWhatLeadsNowhere();
    kinship.oldestFirst.forEach(
        node -> node.subjects.forEach(subject -> subject.referrers.add(node)));
    return kinship.oldestFirst;
  }

  private Optional<Node> other(Node than, Digest digest) {
    return Optional.ofNullable(nodes.get(digest)).filter(node -> node != than);
  }

  private void link(Node node) {
    for (Digest child : new LinkedHashSet<>(node.image.children())) {
      other(node, child)
          .ifPresent(present -> {
            node.children.add(present);
            present.indexes.add(node);
          });
    }
    node.image.subject().flatMap(subject -> other(node, subject)).ifPresent(node.subjects::add);
  }

  private void classify(Node node) {
    if (node.image.tags().isEmpty()) {
      node.own(node.indexes.isEmpty() && node.subjects.isEmpty());
      return;
    }
    Set<Node> named = new LinkedHashSet<>();
    for (var tag : node.image.tags()) {
      Optional<Digest> digest = ReferrerTag.subject(tag);
      if (digest.isEmpty()) {
        return;
      }
      digest.flatMap(about -> other(node, about)).ifPresent(named::add);
    }
    // An index is not about its own parts: neither would ever go before the other.
    node.children.forEach(named::remove);
    if (!named.isEmpty()) {
      node.own(false);
      named.removeAll(Set.copyOf(node.subjects));
      node.subjects.addAll(named);
      node.subjects.sort(Node.OLDEST_FIRST);
    }
  }

  /**
   * Digests cannot go round in circles, but tags can say that an index is about its own child. What
   * belongs only to such a circle would never go, so its tags are not believed.
   */
  private void freeWhatLeadsNowhere() {
    Map<Node, List<Node>> belonging = new HashMap<>();
    oldestFirst.stream()
        .filter(node -> !node.own())
        .forEach(node ->
            node.leaders()
                .forEach(leader ->
                    belonging.computeIfAbsent(leader, absent -> new ArrayList<>()).add(node)));
    Set<Node> led = new HashSet<>();
    reach(oldestFirst.stream().filter(Node::own).toList(), belonging, led);
    reach(free(led, true), belonging, led);
    free(led, false);
  }

  private static void reach(List<Node> from, Map<Node, List<Node>> belonging, Set<Node> led) {
    Deque<Node> open = new ArrayDeque<>(from);
    led.addAll(from);
    while (!open.isEmpty()) {
      for (Node node : belonging.getOrDefault(open.remove(), List.of())) {
        if (led.add(node)) {
          open.add(node);
        }
      }
    }
  }

  private List<Node> free(Set<Node> led, boolean tagged) {
    List<Node> freed =
        oldestFirst.stream()
            .filter(node -> !led.contains(node) && (!tagged || !node.image.tags().isEmpty()))
            .toList();
    for (Node node : freed) {
      node.own(true);
      node.subjects.removeIf(
          subject -> !node.image.subject().equals(Optional.of(subject.digest())));
    }
    return freed;
  }
}
