package io.entrepot.server.spelling;

import java.util.Collection;
import java.util.Comparator;

/** Finds what somebody probably meant. Any thread. */
public final class Nearest {
  /** Longer words are cut: the work grows with the product of the lengths. */
  private static final int LONGEST = 100;

  private Nearest() {}

  /**
   * The candidate with the fewest edits from the word; the first of equals.
   *
   * @param candidates at least one
   */
  public static String of(String word, Collection<String> candidates) {
    String cut = word.substring(0, Math.min(word.length(), LONGEST));
    return candidates.stream()
        .min(Comparator.comparingInt(candidate -> edits(cut, candidate)))
        .orElseThrow();
  }

  /** Levenshtein's distance. */
  private static int edits(String from, String to) {
    int[] row = new int[to.length() + 1];
    for (int j = 0; j <= to.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= from.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= to.length(); j++) {
        int replaced = diagonal + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(replaced, Math.min(row[j], row[j - 1]) + 1);
      }
    }
    return row[to.length()];
  }
}
