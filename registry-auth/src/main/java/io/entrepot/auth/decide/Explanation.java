package io.entrepot.auth.decide;

import io.entrepot.auth.decide.Evaluation.Decisive;
import io.entrepot.auth.decide.Evaluation.Layer;
import io.entrepot.auth.decide.Evaluation.Outcome;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * A decision with all that a reader may want to know of it.
 *
 * @param evaluation the same that a request meets
 * @param matched the statements that made the answer: the one that denies, or those that allow
 * @param layers what each kind of policy says on its own, where there is one or one is needed
 * @param crossAccount whether caller and resource are of two accounts, which both have to allow
 * @param missingKeys condition keys that the policies speak of and the request does not have
 */
public record Explanation(
    Evaluation evaluation,
    List<Decisive> matched,
    Map<Layer, Outcome> layers,
    boolean crossAccount,
    SortedSet<String> missingKeys) {
  public Explanation {
    matched = List.copyOf(matched);
    layers = new EnumMap<>(layers);
    missingKeys = new TreeSet<>(missingKeys);
  }

  /** What decided, or what was missing, in one sentence. */
  public String sentence() {
    StringBuilder text = new StringBuilder(evaluation.why());
    if (matched.size() > 1) {
      text.append(" and by ").append(matched.getLast());
    }
    if (!evaluation.allowed() && !missingKeys.isEmpty()) {
      text.append("; the request lacks the condition ")
          .append(missingKeys.size() == 1 ? "key " : "keys ")
          .append(String.join(", ", missingKeys));
    }
    return text.append('.').toString();
  }
}
