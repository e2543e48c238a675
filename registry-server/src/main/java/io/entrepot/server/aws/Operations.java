package io.entrepot.server.aws;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** All operations of a service, by their names. Immutable. */
public final class Operations {
  /** Longer names are cut before something near is looked for. */
  private static final int LONGEST = 100;

  private final String service;
  private final SortedMap<String, Operation> byName = new TreeMap<>();

  /**
   * A list of them.
   *
   * @param service such as {@code iam}
   */
  public Operations(String service, List<Operation> operations) {
    this.service = service;
    for (Operation operation : operations) {
      if (byName.put(operation.name(), operation) != null) {
        throw new IllegalArgumentException(operation.name() + " stands twice");
      }
    }
  }

  public String service() {
    return service;
  }

  public List<Operation> all() {
    return List.copyOf(byName.values());
  }

  public Optional<Operation> find(String name) {
    return Optional.ofNullable(byName.get(name));
  }

  /** The operation with the name that is nearest to this one. */
  String nearest(String name) {
    String cut = name.substring(0, Math.min(name.length(), LONGEST));
    return byName.keySet().stream()
        .min(Comparator.comparingInt(candidate -> edits(cut, candidate)))
        .orElse("none");
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
