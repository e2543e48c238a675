package io.entrepot.lifecycle.planner;

import static io.entrepot.lifecycle.planner.Shelf.NOW;
import static io.entrepot.lifecycle.planner.Shelf.days;
import static io.entrepot.lifecycle.planner.Shelf.expire;
import static io.entrepot.lifecycle.planner.Shelf.newest;
import static io.entrepot.lifecycle.planner.Shelf.rule;
import static io.entrepot.lifecycle.planner.Shelf.tagged;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.entrepot.lifecycle.rule.LifecyclePolicy;
import io.entrepot.lifecycle.rule.RuleAction;
import io.entrepot.storage.oci.Digest;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds of every plan, over repositories and policies made by chance. */
final class GeneratedRepositoriesTest {
  private static final String ANY = "'tagStatus':'any'";

  static List<Long> seeds() {
    return LongStream.range(0, 300).boxed().toList();
  }

  private static List<LifecycleImage> repository(RandomGenerator random) {
    List<LifecycleImage> images = new ArrayList<>();
    int count = random.nextInt(1, 30);
    for (int i = 0; i < count; i++) {
      LifecycleImage image = Shelf.image("i" + i, random.nextInt(12), tags(random, i));
      if (i > 0 && random.nextInt(4) == 0) {
        image = Shelf.index(image, any(random, i), any(random, i), "none");
      }
      if (i > 0 && random.nextInt(5) == 0) {
        image = Shelf.about(image, any(random, i));
      }
      if (random.nextInt(8) == 0) {
        image = Shelf.archived(image, random.nextInt(80, 100));
      }
      images.add(random.nextInt(10) == 0 ? Shelf.pinned(image) : image);
    }
    return images;
  }

  private static String any(RandomGenerator random, int below) {
    return "i" + random.nextInt(below);
  }

  private static String[] tags(RandomGenerator random, int i) {
    return switch (random.nextInt(6)) {
      case 0, 1 -> new String[0];
      case 2 -> new String[] {"a" + i};
      case 3 -> new String[] {"a" + i, "b" + i};
      case 4 -> new String[] {"c" + i};
      default -> new String[] {Shelf.digest(any(random, 30)).toString().replace(':', '-') + ".sig"};
    };
  }

  private static LifecyclePolicy policy(RandomGenerator random) {
    List<String> rules = new ArrayList<>();
    if (random.nextBoolean()) {
      rules.add(expire(tagged("a*"), newest(random.nextInt(1, 4))));
    }
    if (random.nextBoolean()) {
      rules.add(rule(tagged("b*"), days("sinceImagePulled", 4), "transition"));
    }
    if (random.nextInt(3) == 0) {
      rules.add("'selection':{" + tagged("c*") + "},'action':{'type':'keep'}");
    }
    if (random.nextBoolean()) {
      String archive = ANY + ",'storageClass':'archive'";
      rules.add(expire(archive, days("sinceImageTransitioned", 90)));
    }
    rules.add(expire(ANY, random.nextBoolean() ? newest(2) : days("sinceImagePushed", 5)));
    return Shelf.policy(rules.toArray(String[]::new));
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void each_plan_is_whole_safe_and_in_order(long seed) {
    Random random = new Random(seed);
    List<LifecycleImage> images = repository(random);
    Plan plan = Planner.plan(images, policy(random), NOW);
    assertEquals(images.size(), plan.verdicts().size());
    assertEquals(
        Set.copyOf(images),
        plan.verdicts().stream().map(Verdict::image).collect(Collectors.toSet()));
    assertFalse(plan.changes().stream().anyMatch(verdict -> verdict.image().pinned()));
    plan.verdicts().forEach(verdict -> assertFalse(verdict.outcome().sentence().isEmpty()));
    assertTrue(
        plan.verdicts().stream()
            .skip(plan.changes().size())
            .allMatch(verdict -> verdict.outcome() instanceof Outcome.Kept));
    carriedOutInItsOrder(images, plan);
  }

  /** At each step nothing that is deleted or archived is named by an index that stays more. */
  private static void carriedOutInItsOrder(List<LifecycleImage> images, Plan plan) {
    Map<Digest, LifecycleImage> present = new HashMap<>();
    images.forEach(image -> present.put(image.digest(), image));
    Set<Digest> archived = new HashSet<>();
    for (Verdict verdict : plan.changes()) {
      Digest digest = verdict.image().digest();
      boolean expires = action(verdict) == RuleAction.EXPIRE;
      List<Digest> namers =
          present.values().stream()
              .filter(index -> !index.digest().equals(digest) && index.children().contains(digest))
              .filter(index ->
                  expires || (!archived.contains(index.digest()) && index.archivedAt().isEmpty()))
              .map(LifecycleImage::digest)
              .toList();
      assertEquals(List.of(), namers, () -> digest + " is named");
      if (expires) {
        present.remove(digest);
      } else {
        archived.add(digest);
      }
    }
  }

  private static RuleAction action(Verdict verdict) {
    return verdict.outcome().rule().orElseThrow().action();
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void the_order_in_which_images_are_given_changes_nothing(long seed) {
    Random random = new Random(seed);
    List<LifecycleImage> images = repository(random);
    LifecyclePolicy policy = policy(random);
    Plan plan = Planner.plan(images, policy, NOW);
    Collections.shuffle(images, random);
    assertEquals(plan, Planner.plan(images, policy, NOW));
  }

  /**
   * Without pins, which leave parts whose index has gone and which are counted from then on, and
   * without what may lead round in a circle: tags about later images, and indexes about others.
   */
  @ParameterizedTest
  @MethodSource("seeds")
  void planning_again_after_a_count_rule_is_carried_out_finds_nothing(long seed) {
    Random random = new Random(seed);
    List<LifecycleImage> images = repository(random);
    images.removeIf(image ->
        image.pinned()
            || aboutLater(image)
            || (!image.children().isEmpty() && image.subject().isPresent()));
    LifecyclePolicy policy = Shelf.policy(expire(ANY, newest(random.nextInt(1, 6))));
    Set<Digest> gone =
        Planner.plan(images, policy, NOW).changes().stream()
            .map(verdict -> verdict.image().digest())
            .collect(Collectors.toSet());
    images.removeIf(image -> gone.contains(image.digest()));
    assertEquals(List.of(), Planner.plan(images, policy, NOW).changes());
  }

  private static boolean aboutLater(LifecycleImage image) {
    return image.tags().stream()
        .flatMap(tag -> ReferrerTag.subject(tag).stream())
        .anyMatch(
            digest -> number(digest) >= number(image.digest()) || !image.children().isEmpty());
  }

  private static int number(Digest digest) {
    return Integer.parseInt(Shelf.name(digest).substring(1));
  }
}
