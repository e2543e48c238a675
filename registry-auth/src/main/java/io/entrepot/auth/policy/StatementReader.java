package io.entrepot.auth.policy;

import io.entrepot.auth.policy.condition.Condition;
import io.entrepot.auth.policy.pattern.ArnPattern;
import io.entrepot.auth.policy.pattern.Glob;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** Reads the statements of one policy. */
final class StatementReader {
  private static final Set<String> NAMES =
      Set.of(
          "Sid",
          "Effect",
          "Action",
          "NotAction",
          "Resource",
          "NotResource",
          "Principal",
          "NotPrincipal",
          "Condition");

  private final PolicyKind kind;
  private final boolean variables;
  private final Set<String> keys;

  /**
   * A reader.
   *
   * @param keys takes the condition keys that the statements depend on
   */
  StatementReader(PolicyKind kind, boolean variables, Set<String> keys) {
    this.kind = kind;
    this.variables = variables;
    this.keys = keys;
  }

  Statement read(Node node, int index) {
    Elements elements = Elements.of(node, NAMES);
    Statement.Effect effect = effect(elements);
    return new Statement(
        index,
        elements.find("Sid").map(this::sid),
        effect,
        actions(elements),
        resources(elements),
        principals(elements, effect),
        elements.find("Condition").map(this::conditions).orElse(List.of()));
  }

  // IAM takes letters and digits alone; ECR's own examples have spaces.
  private String sid(Node node) {
    String sid = Elements.text(node);
    boolean plain = sid.chars().allMatch(each -> each < 128 && Character.isLetterOrDigit(each));
    if (kind == PolicyKind.IDENTITY && !plain) {
      throw node.place().refusal("a Sid is made of letters and digits");
    }
    return sid;
  }

  private static Statement.Effect effect(Elements elements) {
    Node node =
        elements.find("Effect").orElseThrow(() -> elements.place().refusal("Effect is missing"));
    return switch (Elements.text(node)) {
      case "Allow" -> Statement.Effect.ALLOW;
      case "Deny" -> Statement.Effect.DENY;
      default -> throw node.place().refusal("has to be Allow or Deny");
    };
  }

  private static ActionSet actions(Elements elements) {
    Node node = elements.oneOf("Action", "NotAction");
    List<Glob> patterns = each(node, ActionSet::pattern);
    return new ActionSet(patterns, elements.find("NotAction").isPresent());
  }

  private ResourceSet resources(Elements elements) {
    Optional<Node> stray = elements.find("Resource").or(() -> elements.find("NotResource"));
    switch (kind) {
      case TRUST -> {
        if (stray.isPresent()) {
          throw stray.get().place().refusal("a trust policy names no resource: it means its role");
        }
        return ResourceSet.IMPLIED;
      }
      case REPOSITORY -> {
        if (stray.isEmpty()) {
          return ResourceSet.IMPLIED;
        }
      }
      case IDENTITY, REGISTRY -> {}
    }
    Node node = elements.oneOf("Resource", "NotResource");
    List<Optional<ArnPattern>> patterns = each(node, this::resource);
    return new ResourceSet(
        patterns.contains(Optional.<ArnPattern>empty()),
        patterns.stream().flatMap(Optional::stream).toList(),
        elements.find("NotResource").isPresent());
  }

  private Optional<ArnPattern> resource(String text) {
    boolean everything = !text.isEmpty() && text.chars().allMatch(each -> each == '*');
    if (everything) {
      return Optional.empty();
    }
    ArnPattern pattern = ArnPattern.partial(text, variables, kind == PolicyKind.IDENTITY);
    pattern.addKeys(keys);
    return Optional.of(pattern);
  }

  private Optional<PrincipalSet> principals(Elements elements, Statement.Effect effect) {
    Optional<Node> inverted = elements.find("NotPrincipal");
    if (!kind.namesPrincipals()) {
      elements
          .find("Principal")
          .or(() -> inverted)
          .ifPresent(stray -> {
            throw stray.place().refusal("the policy of an identity names no principal");
          });
      return Optional.empty();
    }
    Node node = elements.oneOf("Principal", "NotPrincipal");
    if (inverted.isPresent() && effect == Statement.Effect.ALLOW) {
      throw node.place().refusal("goes with Deny alone");
    }
    return Optional.of(PrincipalReader.read(node, inverted.isPresent()));
  }

  private List<Condition> conditions(Node node) {
    List<Condition> conditions = new ArrayList<>();
    members(node)
        .forEach((operator, tests) ->
            members(tests)
                .forEach((key, values) -> conditions.add(condition(operator, key, values))));
    return conditions;
  }

  private static Map<String, Node> members(Node node) {
    Elements elements = Elements.any(node);
    if (elements.members().isEmpty()) {
      throw node.place().refusal("the object is empty");
    }
    return elements.members();
  }

  private Condition condition(String operator, String key, Node values) {
    Condition.Builder condition;
    try {
      condition = Condition.of(operator, key, variables, keys);
    } catch (IllegalArgumentException e) {
      throw values.place().refusal(message(e));
    }
    for (Node value : Elements.items(values)) {
      try {
        condition.add(scalar(value));
      } catch (IllegalArgumentException e) {
        throw value.place().refusal(message(e));
      }
    }
    return condition.build();
  }

  private static String scalar(Node node) {
    return switch (node) {
      case Node.Text text -> text.value();
      case Node.Scalar scalar -> scalar.value();
      case Node.Nothing nothing -> throw nothing.place().refusal("expected a value, not null");
      case Node.Items items -> throw items.place().refusal("expected a value, not a list");
      case Node.Members members -> throw members.place().refusal("expected a value, not an object");
    };
  }

  /** Reads the strings of a list, or the one in its place, and tells where a bad one stands. */
  static <T> List<T> each(Node node, Function<String, T> reader) {
    List<T> read = new ArrayList<>();
    for (Node item : Elements.items(node)) {
      String text = Elements.text(item);
      try {
        read.add(reader.apply(text));
      } catch (IllegalArgumentException e) {
        throw item.place().refusal(message(e));
      }
    }
    return read;
  }

  private static String message(IllegalArgumentException e) {
    return String.valueOf(e.getMessage());
  }
}
