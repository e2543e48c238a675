package io.entrepot.lifecycle.planner;

import io.entrepot.lifecycle.rule.LifecycleRule;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What the rules found of one image. For one thread. */
final class Findings {
  /** A rule, and how the image stands against it. */
  record Found(LifecycleRule rule, Finding finding) {}

  private @Nullable Found kept;
  private @Nullable Found first;
  private boolean firstActs;
  private @Nullable LifecycleRule later;

  /** A rule keeps it. */
  void keep(Found by) {
    if (kept == null) {
      kept = by;
    }
  }

  /** Whether a rule that acts has selected it so far. */
  boolean selected() {
    return first != null;
  }

  /** The first rule that acts selects it. */
  void select(Found by, boolean acts) {
    first = by;
    firstActs = acts;
  }

  /** A later rule would act on it. */
  void wouldAct(LifecycleRule rule) {
    if (later == null) {
      later = rule;
    }
  }

  /** The rule that acts on it, if it may. */
  Optional<Found> acting() {
    return firstActs ? Optional.ofNullable(first) : Optional.empty();
  }

  Optional<KeptReason> keptByRule() {
    return Optional.ofNullable(kept).map(by -> new KeptReason.ByRule(by.rule(), by.finding()));
  }

  /** Why no rule acts on it. */
  KeptReason unfound() {
    if (first == null) {
      return new KeptReason.NoRule();
    }
    if (later == null) {
      return new KeptReason.LeftByRule(first.rule(), first.finding());
    }
    return new KeptReason.ForEarlierRule(first.rule(), first.finding(), later);
  }
}
