package io.entrepot.lifecycle.rule;

import java.util.ArrayList;
import java.util.List;

/**
 * A pattern in which {@code *} is any text, also none.
 *
 * @param pieces the texts between the wildcards; one alone when there is no wildcard
 */
record WildcardPattern(List<String> pieces) {
  private static final char WILDCARD = '*';

  static WildcardPattern of(String pattern) {
    List<String> pieces = new ArrayList<>();
    int from = 0;
    for (int at = pattern.indexOf(WILDCARD); at >= 0; at = pattern.indexOf(WILDCARD, from)) {
      pieces.add(pattern.substring(from, at));
      from = at + 1;
    }
    pieces.add(pattern.substring(from));
    return new WildcardPattern(List.copyOf(pieces));
  }

  /** Whether it is the whole text's; each piece is taken where it first comes, never given back. */
  boolean matches(String text) {
    String first = pieces.getFirst();
    String last = pieces.getLast();
    if (pieces.size() == 1) {
      return text.equals(first);
    }
    if (!text.startsWith(first) || !text.endsWith(last)) {
      return false;
    }
    int from = first.length();
    int end = text.length() - last.length();
    for (int i = 1; i < pieces.size() - 1; i++) {
      int at = text.indexOf(pieces.get(i), from);
      if (at < 0) {
        return false;
      }
      from = at + pieces.get(i).length();
    }
    return from <= end;
  }
}
