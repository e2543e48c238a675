package io.entrepot.lifecycle.planner;

import io.entrepot.lifecycle.rule.RuleAction;
import io.entrepot.lifecycle.rule.StorageClass;
import io.entrepot.storage.oci.Digest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An image among its kin, and what was found out about it; filled in by {@link Kinship}, {@link
 * RuleRound} and {@link Fates}, in this order. For one thread.
 */
final class Node {
  /** By age; of equal ages the greater digest is the newer. */
  static final Comparator<Node> OLDEST_FIRST =
      Comparator.comparing((Node node) -> node.freshAt).thenComparing(Node::digestText);

  /** What is left of an image, from the least to the most. */
  enum Fate {
    GONE,
    ARCHIVED,
    ACTIVE
  }

  final LifecycleImage image;

  /** The indexes that name it, and the other way round; as all lists here without the absent. */
  final List<Node> indexes = new ArrayList<>(0);

  final List<Node> children = new ArrayList<>(0);

  /** What it is about, and the other way round. */
  final List<Node> subjects = new ArrayList<>(0);

  final List<Node> referrers = new ArrayList<>(0);

  final Findings findings = new Findings();

  private final Instant freshAt;
  private boolean own = true;
  private @Nullable Outcome outcome;

  Node(LifecycleImage image) {
    this.image = image;
    freshAt = image.freshAt();
  }

  Digest digest() {
    return image.digest();
  }

  private String digestText() {
    return image.digest().toString();
  }

  /** Whether rules look at it; what they do not look at goes with its indexes and subjects. */
  boolean own() {
    return own;
  }

  void own(boolean own) {
    this.own = own;
  }

  /** Those that must be settled before it: what must go before it may. */
  List<Node> leaders() {
    if (own || subjects.isEmpty()) {
      return indexes;
    }
    List<Node> leaders = new ArrayList<>(indexes);
    leaders.addAll(subjects);
    return leaders;
  }

  /** Those that it is a leader of. */
  List<Node> followers() {
    if (referrers.isEmpty()) {
      return children;
    }
    List<Node> followers = new ArrayList<>(children);
    referrers.stream().filter(referrer -> !referrer.own).forEach(followers::add);
    return followers;
  }

  void settle(Outcome settled) {
    outcome = settled;
  }

  private Optional<RuleAction> action() {
    return outcome == null ? Optional.empty() : outcome.rule().map(rule -> rule.action());
  }

  boolean changes() {
    return action().isPresent();
  }

  /** What is left of it by what is known so far. */
  Fate fate() {
    Fate unchanged = image.storageClass() == StorageClass.ARCHIVE ? Fate.ARCHIVED : Fate.ACTIVE;
    return action()
        .map(action ->
            switch (action) {
              case EXPIRE -> Fate.GONE;
              case ARCHIVE -> Fate.ARCHIVED;
              case KEEP -> unchanged;
            })
        .orElse(unchanged);
  }

  /** What was decided, once it is settled. */
  Outcome outcome() {
    if (outcome == null) {
      throw new IllegalStateException("not settled: " + digest());
    }
    return outcome;
  }

  Verdict verdict() {
    return new Verdict(image, outcome());
  }
}
