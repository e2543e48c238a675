package io.entrepot.auth.policy;

import io.entrepot.auth.policy.Node.Place;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The members of an object of a policy, which has no others than those that are known. */
record Elements(Place place, Map<String, Node> members) {

  static Elements of(Node node, Set<String> known) {
    Elements elements = any(node);
    elements.members.forEach((name, value) -> {
      if (!known.contains(name)) {
        throw value.place().refusal("there is no element of this name here");
      }
    });
    return elements;
  }

  /** An object with any members. */
  static Elements any(Node node) {
    if (node instanceof Node.Members object) {
      return new Elements(object.place(), object.members());
    }
    throw node.place().refusal("expected an object");
  }

  Optional<Node> find(String name) {
    return Optional.ofNullable(members.get(name));
  }

  /** The one of two that is there. */
  Node oneOf(String name, String other) {
    Optional<Node> first = find(name);
    Optional<Node> second = find(other);
    if (first.isPresent() && second.isPresent()) {
      throw second.get().place().refusal(name + " is there as well, and only one may be");
    }
    return first
        .or(() -> second)
        .orElseThrow(() -> place.refusal(name + " is missing, and so is " + other));
  }

  static String text(Node node) {
    if (node instanceof Node.Text text) {
      return text.value();
    }
    throw node.place().refusal("expected a string");
  }

  /** The items of a list that is not empty, or the one that stands in place of a list. */
  static List<Node> items(Node node) {
    if (!(node instanceof Node.Items list)) {
      return List.of(node);
    }
    if (list.items().isEmpty()) {
      throw list.place().refusal("the list is empty");
    }
    return list.items();
  }
}
