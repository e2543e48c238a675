package io.entrepot.server.aws.shape;

import io.entrepot.server.aws.Tree;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Holds inputs, whose types are right, against what is declared of their values. */
public final class Validation {
  /** How many violations of one input are told. */
  static final int MOST = 50;

  private final List<Violation> found = new ArrayList<>();

  private Validation() {}

  /** What is wrong with an input, in the order of the members. */
  public static List<Violation> of(Shape.Structure shape, Tree.Members input) {
    Validation validation = new Validation();
    validation.structure(shape, input, "");
    return validation.found.size() > MOST ? validation.found.subList(0, MOST) : validation.found;
  }

  /** All of them in one sentence, as AWS's services but ECR tell them. */
  public static String sentence(List<Violation> violations) {
    String count =
        violations.size() == 1
            ? "1 validation error detected: "
            : violations.size() + " validation errors detected: ";
    return count + violations.stream().map(Violation::general).collect(Collectors.joining("; "));
  }

  private void structure(Shape.Structure shape, Tree.Members value, String place) {
    for (Map.Entry<String, Shape.Member> member : shape.members().entrySet()) {
      String here = place + small(member.getKey());
      Tree inside = value.values().get(member.getKey());
      if (inside != null) {
        value(member.getValue().shape(), inside, here);
      } else if (member.getValue().required()) {
        found.add(new Violation(here, "", true, false, "not be null"));
      }
    }
  }

  private void value(Shape shape, Tree value, String place) {
    if (found.size() > MOST) {
      return;
    }
    if (shape instanceof Shape.Structure structure && value instanceof Tree.Members members) {
      structure(structure, members, place + ".");
    } else if (shape instanceof Shape.Many many && value instanceof Tree.Items items) {
      constraints(shape, value, place);
      each(many.each(), items, place);
    } else if (shape instanceof Shape.Table table && value instanceof Tree.Members members) {
      constraints(shape, value, place);
      members.values().forEach((key, each) -> value(table.value(), each, place + "." + key));
    } else {
      constraints(shape, value, place);
    }
  }

  private void each(Shape shape, Tree.Items items, String place) {
    if (shape instanceof Shape.Structure || shape instanceof Shape.Many) {
      for (int i = 0; i < items.values().size(); i++) {
        value(shape, items.values().get(i), place + "." + (i + 1) + ".member");
      }
    } else if (items.values().stream()
        .anyMatch(each -> !Constraints.broken(shape, each).isEmpty())) {
      String all =
          Constraints.all(shape).stream()
              .map(constraint -> "Member must " + constraint)
              .collect(Collectors.joining(", ", "[", "]"));
      found.add(
          new Violation(place, Shown.of(shape, items), false, true, "satisfy constraint: " + all));
    }
  }

  private void constraints(Shape shape, Tree value, String place) {
    for (String must : Constraints.broken(shape, value)) {
      boolean many = value instanceof Tree.Items || value instanceof Tree.Members;
      found.add(new Violation(place, Shown.of(shape, value), false, many, must));
    }
  }

  /** AWS writes places with small first letters. */
  private static String small(String name) {
    return Character.toLowerCase(name.charAt(0)) + name.substring(1);
  }
}
