package io.entrepot.auth.decide;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A second opinion: thousands of generated requests are decided here and by iam-simulate. Where the
 * two disagree, one of {@link KnownDifference} says why, or it is a fault.
 */
final class DifferentialTest {
  private static final int CASES = 12_000;
  private static final long SEED = 20_261_121;
  private static final int SHOWN = 10;

  @Test
  void an_independent_evaluator_agrees_or_it_is_known_why_not(@TempDir Path folder)
      throws IOException {
    Optional<String> obstacle = IamSimulate.obstacle();
    if (obstacle.isPresent()) {
      assertFalse("true".equals(System.getenv("CI")), obstacle.get());
      abort("iam-simulate was not tried: " + obstacle.get());
    }
    CaseGenerator generator = new CaseGenerator(new SplittableRandom(SEED));
    Map<Evaluation.Outcome, Integer> outcomes = new EnumMap<>(Evaluation.Outcome.class);
    Set<KnownDifference> seen = EnumSet.noneOf(KnownDifference.class);
    List<String> unexplained = new ArrayList<>();
    int agreed = 0;
    try (IamSimulate other = IamSimulate.start(folder)) {
      for (int i = 0; i < CASES; i++) {
        GeneratedCase one = generator.next();
        Evaluation ours = one.evaluate();
        outcomes.merge(ours.outcome(), 1, Integer::sum);
        String theirs = other.ask(one.simulation());
        if (outcome(theirs).equals(ours.outcome().name())) {
          agreed++;
          continue;
        }
        Set<KnownDifference> reasons = KnownDifference.of(one, ours, outcome(theirs));
        // Only where there is no other reason does a case show that this one exists.
        if (reasons.size() == 1) {
          seen.addAll(reasons);
        }
        if (reasons.isEmpty() && unexplained.size() < SHOWN) {
          unexplained.add(ours + "\n against " + theirs + "\n for " + one.simulation());
        }
      }
    }
    System.out.println("iam-simulate agreed on " + agreed + " of " + CASES + ": " + outcomes);
    assertEquals(List.of(), unexplained);
    assertEquals(EnumSet.allOf(KnownDifference.class), seen);
    assertTrue(
        outcomes.values().stream().allMatch(count -> count > CASES / 20), outcomes::toString);
  }

  private static String outcome(String answer) {
    return switch (answer.split(" ")[0]) {
      case "Allowed" -> "ALLOWED";
      case "ExplicitlyDenied" -> "EXPLICIT_DENY";
      case "ImplicitlyDenied" -> "IMPLICIT_DENY";
      default -> answer;
    };
  }
}
