package io.entrepot.auth.policy;

import java.util.List;
import java.util.Map;

/** A value of a JSON text, and where it stands there. */
sealed interface Node {
  Place place();

  /** A string. */
  record Text(Place place, String value) implements Node {}

  /** A number or a truth value, as it is written. */
  record Scalar(Place place, String value) implements Node {}

  /** A null. */
  record Nothing(Place place) implements Node {}

  /** A list. */
  record Items(Place place, List<Node> items) implements Node {}

  /** An object, in the order of the text. */
  record Members(Place place, Map<String, Node> members) implements Node {}

  /**
   * Where something stands.
   *
   * @param path such as {@code Statement[2].Condition.StringLike}; empty for the whole
   */
  record Place(String path, int line, int column) {
    /** A refusal of what stands here. */
    PolicySyntaxException refusal(String what) {
      String name = path.isEmpty() ? "the policy" : path;
      return new PolicySyntaxException(
          name + ": " + what + " (line " + line + ", column " + column + ")");
    }
  }
}
