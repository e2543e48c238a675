package io.entrepot.server.aws.shape;

import java.util.Map;
import java.util.OptionalLong;
import java.util.stream.Collectors;

/** A declared shape in full, in words that a model's shape can be put in too. */
final class ShapeText {
  private ShapeText() {}

  static String of(Shape shape) {
    return switch (shape) {
      case Shape.Text text ->
          "string"
              + of(text.length())
              + text.pattern().map(pattern -> " " + pattern.expression()).orElse("")
              + (text.oneOf().isEmpty() ? "" : " " + text.oneOf())
              + (text.sensitive() ? " sensitive" : "");
      case Shape.Whole whole -> (whole.wide() ? "long" : "integer") + of(whole.range());
      case Shape.Flag flag -> "boolean";
      case Shape.Bytes bytes -> "blob" + of(bytes.length());
      case Shape.Many many -> "list" + of(many.count()) + "(" + of(many.each()) + ")";
      case Shape.Table table ->
          "map" + of(table.count()) + "(" + of(table.key()) + ", " + of(table.value()) + ")";
      case Shape.Structure structure ->
          structure.members().entrySet().stream()
              .map(ShapeText::member)
              .sorted()
              .collect(Collectors.joining("; ", "{", "}"));
    };
  }

  private static String member(Map.Entry<String, Shape.Member> member) {
    return member.getKey()
        + (member.getValue().required() ? "*" : "")
        + " "
        + of(member.getValue().shape());
  }

  private static String of(Bounds bounds) {
    return bounds(text(bounds.least()), text(bounds.most()));
  }

  static String bounds(String least, String most) {
    return least.isEmpty() && most.isEmpty() ? "" : " " + least + ".." + most;
  }

  private static String text(OptionalLong bound) {
    return bound.isPresent() ? Long.toString(bound.getAsLong()) : "";
  }
}
