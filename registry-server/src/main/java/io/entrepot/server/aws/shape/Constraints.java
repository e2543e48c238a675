package io.entrepot.server.aws.shape;

import io.entrepot.server.aws.Tree;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What one value has to satisfy, in AWS's words: each is what the value must be or have. */
final class Constraints {
  private Constraints() {}

  /** Those that are declared. */
  static List<String> all(Shape shape) {
    return switch (shape) {
      case Shape.Text text -> {
        List<String> all = new ArrayList<>(size(text.length(), "have length"));
        text.pattern().ifPresent(pattern -> all.add(matching(pattern)));
        if (!text.oneOf().isEmpty()) {
          all.add(oneOf(text.oneOf()));
        }
        yield all;
      }
      case Shape.Whole whole -> size(whole.range(), "have value");
      case Shape.Bytes bytes -> size(bytes.length(), "have length");
      case Shape.Many many -> size(many.count(), "have length");
      case Shape.Table table -> size(table.count(), "have length");
      case Shape.Flag flag -> List.of();
      case Shape.Structure structure -> List.of();
    };
  }

  /** Those that this value does not satisfy; what is inside it is not looked at. */
  static List<String> broken(Shape shape, Tree value) {
    return switch (shape) {
      case Shape.Text text when value instanceof Tree.Text(String given) -> text(text, given);
      case Shape.Whole whole when value instanceof Tree.Whole(long given) ->
          broken(whole.range(), given, "have value");
      case Shape.Bytes bytes when value instanceof Tree.Text(String base64) ->
          broken(bytes.length(), decodedLength(base64), "have length");
      case Shape.Many many when value instanceof Tree.Items items ->
          broken(many.count(), items.values().size(), "have length");
      case Shape.Table table when value instanceof Tree.Members members ->
          broken(table.count(), members.values().size(), "have length");
      default -> List.of();
    };
  }

  private static List<String> text(Shape.Text shape, String given) {
    long length = given.codePointCount(0, given.length());
    List<String> broken = new ArrayList<>(broken(shape.length(), length, "have length"));
    // A text that is too long is not worth the trouble, nor safe.
    boolean tooLong = shape.length().tooMuch(length);
    Optional<TextPattern> pattern = shape.pattern();
    if (!tooLong && pattern.isPresent() && !pattern.get().matches(given)) {
      broken.add(matching(pattern.get()));
    }
    if (!shape.oneOf().isEmpty() && !shape.oneOf().contains(given)) {
      broken.add(oneOf(shape.oneOf()));
    }
    return broken;
  }

  private static List<String> size(Bounds bounds, String what) {
    List<String> all = new ArrayList<>();
    bounds.most().ifPresent(most -> all.add(what + " less than or equal to " + most));
    bounds.least().ifPresent(least -> all.add(what + " greater than or equal to " + least));
    return all;
  }

  private static List<String> broken(Bounds bounds, long given, String what) {
    if (bounds.tooLittle(given)) {
      return List.of(what + " greater than or equal to " + bounds.least().getAsLong());
    }
    if (bounds.tooMuch(given)) {
      return List.of(what + " less than or equal to " + bounds.most().getAsLong());
    }
    return List.of();
  }

  private static String matching(TextPattern pattern) {
    return Violation.MATCHING + pattern.expression().replace("\\/", "/");
  }

  private static String oneOf(List<String> values) {
    return "satisfy enum value set: [" + String.join(", ", values) + "]";
  }

  /** Of base64 that was found to be such. */
  private static long decodedLength(String base64) {
    int padding = base64.endsWith("==") ? 2 : base64.endsWith("=") ? 1 : 0;
    return base64.length() / 4L * 3 - padding;
  }
}
