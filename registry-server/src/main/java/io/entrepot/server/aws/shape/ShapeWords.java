package io.entrepot.server.aws.shape;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Reads what stands after the equals sign of a declaration. */
final class ShapeWords {
  private ShapeWords() {}

  /** Such as {@code string 2..256 sensitive /pattern/}. */
  static Shape.Text text(String text) {
    int slash = text.indexOf(" /");
    Optional<TextPattern> pattern = Optional.empty();
    String before = text;
    if (slash >= 0) {
      if (!text.endsWith("/") || text.length() < slash + 3) {
        throw new IllegalArgumentException("a pattern ends with a slash");
      }
      pattern = Optional.of(new TextPattern(text.substring(slash + 2, text.length() - 1)));
      before = text.substring(0, slash);
    }
    boolean sensitive = before.endsWith(" sensitive");
    String[] words = before.split(" ");
    String[] bare = sensitive ? Arrays.copyOf(words, words.length - 1) : words;
    return new Shape.Text(bounds(bare, 1), pattern, List.of(), sensitive);
  }

  /** Such as {@code one of A B}. */
  static Shape.Text oneOf(String[] words) {
    return new Shape.Text(
        Bounds.NONE, Optional.empty(), List.of(words).subList(2, words.length), false);
  }

  /** Such as {@code 1..100} at this place, which is the last one. */
  static Bounds bounds(String[] words, int place) {
    if (words.length == place) {
      return Bounds.NONE;
    }
    int dots = words[place].indexOf("..");
    if (dots < 0 || words.length != place + 1) {
      throw new IllegalArgumentException("no bounds: " + words[place]);
    }
    return new Bounds(
        bound(words[place].substring(0, dots)), bound(words[place].substring(dots + 2)));
  }

  private static OptionalLong bound(String digits) {
    return digits.isEmpty() ? OptionalLong.empty() : OptionalLong.of(Long.parseLong(digits));
  }
}
