package io.entrepot.lifecycle.planner;

import io.entrepot.lifecycle.rule.LifecyclePolicy;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * Says what a lifecycle policy does with the images of a repository (ECR user guide, Automate the
 * cleanup of images by using lifecycle policies). Any thread may ask; nothing is kept between two
 * plans.
 *
 * <p>All rules look at all images by themselves ("own images"), also at those that another rule
 * acts on. What a rule selects, no later rule acts on, whether or not the earlier one does. A day
 * has 24 hours; of two images of one time the one with the greater digest counts as newer, so that
 * a plan depends on nothing but what it is made of.
 */
public final class Planner {
  private Planner() {}

  /** The same without a question whether to go on. */
  public static Plan plan(Collection<LifecycleImage> images, LifecyclePolicy policy, Instant now) {
    return plan(images, policy, now, () -> {});
  }

  /**
   * Makes the plan for all images of one repository.
   *
   * @param images each digest once, in any order
   * @param now what ages are counted to
   * @param going called now and then, at most a second or so apart; what it throws ends the
   *     planning
   * @throws IllegalArgumentException if a digest comes twice
   */
  public static Plan plan(
      Collection<LifecycleImage> images, LifecyclePolicy policy, Instant now, Runnable going) {
    List<Node> oldestFirst = Kinship.of(images);
    going.run();
    RuleRound.mark(oldestFirst.reversed().stream().filter(Node::own).toList(), policy, now, going);
    Fates.settle(oldestFirst);
    List<Node> changing = CarryOrder.of(oldestFirst.stream().filter(Node::changes).toList());
    List<Verdict> verdicts = new ArrayList<>(images.size());
    changing.forEach(node -> verdicts.add(node.verdict()));
    oldestFirst.stream()
        .filter(node -> !node.changes())
        .forEach(node -> verdicts.add(node.verdict()));
    return new Plan(verdicts);
  }
}
