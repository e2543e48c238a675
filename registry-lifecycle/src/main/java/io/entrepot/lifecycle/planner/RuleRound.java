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
  private final LifecycleRule rule;
  private final Predicate<Collection<Tag>> tags;
  private final Measure measure;

  private RuleRound(LifecycleRule rule, Instant now) {
    this.rule = rule;
    tags = rule.tags().test();
    measure = Measure.of(rule.count(), now);
  }

  /** Each rule by its priority looks at all of them. */
  static void mark(List<Node> newestFirst, LifecyclePolicy policy, Instant now) {
    for (LifecycleRule rule : policy.rules()) {
      new RuleRound(rule, now).look(newestFirst);
    }
  }

  private void look(List<Node> newestFirst) {
    int rank = 0;
    for (Node node : newestFirst) {
      LifecycleImage image = node.image;
      if (image.storageClass() == rule.storageClass() && tags.test(image.tags())) {
        rank++;
        note(node, rank);
      }
    }
  }

  private void note(Node node, int rank) {
    boolean beyond = measure.beyond(node.image, rank);
    Findings findings = node.findings;
    if (rule.action() == RuleAction.KEEP) {
      if (!beyond) {
        findings.keep(found(node, rank));
      }
    } else if (!findings.selected()) {
      findings.select(found(node, rank), beyond);
    } else if (beyond) {
      findings.wouldAct(rule);
    }
  }

  private Findings.Found found(Node node, int rank) {
    return new Findings.Found(rule, measure.finding(node.image, rank));
  }
}
