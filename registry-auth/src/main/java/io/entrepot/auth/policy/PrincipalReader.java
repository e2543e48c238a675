package io.entrepot.auth.policy;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** Reads the principals of a statement. */
final class PrincipalReader {
  private PrincipalReader() {}

  static PrincipalSet read(Node node, boolean inverted) {
    if (node instanceof Node.Text text) {
      if (!text.value().equals("*")) {
        throw node.place().refusal("has to be '*', or an object such as {\"AWS\": ...}");
      }
      return new PrincipalSet(List.of(new PrincipalPattern.Everybody()), inverted);
    }
    Elements elements = Elements.any(node);
    if (elements.members().isEmpty()) {
      throw node.place().refusal("the object is empty");
    }
    List<PrincipalPattern> patterns = new ArrayList<>();
    elements
        .members()
        .forEach(
            (type, names) -> patterns.addAll(StatementReader.each(names, reader(type, names))));
    return new PrincipalSet(patterns, inverted);
  }

  private static Function<String, PrincipalPattern> reader(String type, Node names) {
    return switch (type) {
      case "AWS" -> PrincipalPattern::aws;
      case "Service" -> text -> new PrincipalPattern.Service(named(text));
      case "Federated" -> text -> new PrincipalPattern.Federated(named(text));
      default -> throw names.place().refusal("a principal is of type AWS, Service or Federated");
    };
  }

  private static String named(String text) {
    if (text.isBlank() || text.indexOf('*') >= 0 || text.indexOf('?') >= 0) {
      throw new IllegalArgumentException("'" + text + "' does not name one principal");
    }
    return text;
  }
}
