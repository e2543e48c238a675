package io.entrepot.server.aws.shape;

import io.entrepot.server.aws.Tree;
import java.util.Map;
import java.util.stream.Collectors;

/** Values as messages to their sender repeat them. */
final class Shown {
  /** Longest, in characters; the rest is dots. */
  static final int LONGEST = 256;

  private Shown() {}

  /** This one; empty when it is secret, or has a secret in it. */
  static String of(Shape shape, Tree value) {
    if (secret(shape)) {
      return "";
    }
    String text = text(value);
    return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "...";
  }

  private static boolean secret(Shape shape) {
    return switch (shape) {
      case Shape.Text text -> text.sensitive();
      case Shape.Many many -> secret(many.each());
      case Shape.Table table -> secret(table.value());
      case Shape.Structure structure ->
          structure.members().values().stream().anyMatch(member -> secret(member.shape()));
      case Shape.Whole whole -> false;
      case Shape.Flag flag -> false;
      case Shape.Bytes bytes -> true;
    };
  }

  private static String text(Tree value) {
    return switch (value) {
      case Tree.Text text -> text.value();
      case Tree.Whole whole -> Long.toString(whole.value());
      case Tree.Flag flag -> Boolean.toString(flag.value());
      case Tree.Time time -> time.value().toString();
      case Tree.Document document -> document.json();
      case Tree.Bytes bytes -> bytes.part().size() + " bytes";
      case Tree.Table table -> text(table.entries());
      case Tree.Ours ours -> text(ours.value());
      case Tree.Items items ->
          items.values().stream()
              .limit(LONGEST)
              .map(Shown::text)
              .collect(Collectors.joining(", ", "[", "]"));
      case Tree.Members members ->
          members.values().entrySet().stream()
              .limit(LONGEST)
              .map(Shown::member)
              .collect(Collectors.joining(", ", "{", "}"));
    };
  }

  private static String member(Map.Entry<String, Tree> member) {
    return member.getKey() + "=" + text(member.getValue());
  }
}
