package io.entrepot.lifecycle.planner;

import static io.entrepot.lifecycle.planner.Shelf.NOW;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeout;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.entrepot.lifecycle.rule.LifecyclePolicy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/**
 * Guards the order of what planning costs, with much room for a busy machine; how long it takes is
 * measured by {@link PlannerBench}.
 */
final class PlannerSpeedTest {
  private static final Duration BOUND = Duration.ofSeconds(20);

  private static Plan bounded(List<LifecycleImage> images, LifecyclePolicy policy) {
    return assertTimeout(BOUND, () -> Planner.plan(images, policy, NOW));
  }

  @Test
  void a_hundred_thousand_images_meet_fifty_rules() {
    List<LifecycleImage> images = LargeRepository.of(100_000);
    for (LifecyclePolicy policy :
        List.of(
            LargeRepository.prefixes(),
            LargeRepository.patterns(),
            LargeRepository.expressions(),
            LargeRepository.walkingExpressions())) {
      Plan plan = bounded(images, policy);
      assertEquals(100_000, plan.verdicts().size());
      assertTrue(plan.changes().size() > 1_000, () -> plan.changes().size() + " changes");
    }
  }

  @Test
  void a_plan_is_given_up_when_it_is_to_stop() {
    List<LifecycleImage> images = LargeRepository.of(1_000);
    AtomicInteger asked = new AtomicInteger();
    assertThrows(
        IllegalStateException.class,
        () ->
            Planner.plan(
                images,
                LargeRepository.prefixes(),
                NOW,
                () -> {
                  if (asked.incrementAndGet() == 20) {
                    throw new IllegalStateException("stop");
                  }
                }));
    assertEquals(20, asked.get());
  }

  @Test
  void kin_by_the_hundred_thousand_costs_no_more_than_its_number() {
    LifecyclePolicy policy = LargeRepository.prefixes();
    List<LifecycleImage> images = new ArrayList<>();
    String[] children = new String[50_000];
    for (int i = 0; i < children.length; i++) {
      children[i] = "c" + i;
      images.add(Shelf.image(children[i], 400));
      images.add(Shelf.about(Shelf.image("r" + i, 400), i == 0 ? "top" : "r" + (i - 1)));
    }
    images.add(Shelf.index(Shelf.image("top", 400), children));
    assertEquals(images.size(), bounded(images, policy).changes().size());
  }
}
