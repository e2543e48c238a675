package io.entrepot.lifecycle.planner;

import static io.entrepot.lifecycle.planner.Shelf.NOW;

import io.entrepot.lifecycle.rule.LifecyclePolicy;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Measures how long a plan for 100,000 images by 50 rules takes; bench/plan runs it. */
final class PlannerBench {
  private static final int IMAGES = 100_000;
  private static final int ROUNDS = 11;

  private PlannerBench() {}

  public static void main(String[] arguments) {
    List<LifecycleImage> images = LargeRepository.of(IMAGES);
    Map<String, LifecyclePolicy> policies =
        new TreeMap<>(
            Map.of(
                "prefixes", LargeRepository.prefixes(),
                "patterns", LargeRepository.patterns(),
                "regular expressions", LargeRepository.expressions(),
                "regular expressions, open", LargeRepository.openExpressions(),
                "regular expressions, searching", LargeRepository.searchingExpressions(),
                "regular expressions, walking", LargeRepository.walkingExpressions()));
    System.out.println("policy of 50 rules | first, ms | median, ms | worst later, ms | changes");
    policies.forEach((name, policy) -> measure(name, images, policy));
  }

  private static void measure(String name, List<LifecycleImage> images, LifecyclePolicy policy) {
    double[] millis = new double[ROUNDS];
    int changes = 0;
    for (int i = 0; i < ROUNDS; i++) {
      long start = System.nanoTime();
      Plan plan = Planner.plan(images, policy, NOW);
      millis[i] = (System.nanoTime() - start) / 1e6;
      changes = plan.changes().size();
    }
    double first = millis[0];
    double[] later = Arrays.copyOfRange(millis, 1, ROUNDS);
    Arrays.sort(later);
    System.out.printf(
        Locale.ROOT,
        "%s | %.0f | %.0f | %.0f | %d%n",
        name,
        first,
        later[later.length / 2],
        later[later.length - 1],
        changes);
  }
}
