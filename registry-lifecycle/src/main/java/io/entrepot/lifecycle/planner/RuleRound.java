package io.entrepot.lifecycle.planner;

import io.entrepot.lifecycle.rule.LifecyclePolicy;
import io.entrepot.lifecycle.rule.LifecycleRule;
import io.entrepot.lifecycle.rule.RuleAction;
import io.entrepot.storage.oci.Tag;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.function.Predicate;

/** One rule's look at the images by themselves. */
final class RuleRound {
  /** Tags that meet a rule between two questions whether to go on; one without a tag counts too. */
  private static final int STRETCH = 1_000;

  private final LifecycleRule rule;
  private final Predicate<Collection<Tag>> tags;
  private final Measure measure;

  /** How many images it has selected, which come newest first. */
  private int rank;

  private RuleRound(LifecycleRule rule, Instant now) {
    this.rule = rule;
    tags = rule.tags().test();
    measure = Measure.of(rule.count(), now);
  }

  /**
   * Each rule by its priority looks at all of them. One image meets all rules before the next one
   * does, because what takes time is to get an image's tags into the processor.
   */
  static void mark(List<Node> newestFirst, LifecyclePolicy policy, Instant now, Runnable going) {
    List<RuleRound> rounds = policy.rules().stream().map(rule -> new RuleRound(rule, now)).toList();
    long met = 0;
    for (Node node : newestFirst) {
      for (RuleRound round : rounds) {
        met += 1 + node.image.tags().size();
        if (met >= STRETCH) {
          going.run();
          met = 0;
        }
        round.look(node);
      }
    }
  }

  private void look(Node node) {
    LifecycleImage image = node.image;
    if (image.storageClass() == rule.storageClass() && tags.test(image.tags())) {
      rank++;
      note(node);
    }
  }

  private void note(Node node) {
    boolean beyond = measure.beyond(node.image, rank);
    Findings findings = node.findings;
    if (rule.action() == RuleAction.KEEP) {
      if (!beyond) {
        findings.keep(found(node));
      }
    } else if (!findings.selected()) {
      findings.select(found(node), beyond);
    } else if (beyond) {
      findings.wouldAct(rule);
    }
  }

  private Findings.Found found(Node node) {
    return new Findings.Found(rule, measure.finding(node.image, rank));
  }
}
