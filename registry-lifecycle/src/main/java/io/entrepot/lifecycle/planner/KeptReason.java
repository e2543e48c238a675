package io.entrepot.lifecycle.planner;

import io.entrepot.lifecycle.rule.LifecycleRule;
import io.entrepot.storage.oci.Digest;

/** Why nothing happens to an image. */
public sealed interface KeptReason {
  /** The same for people: one sentence without its full stop. */
  String sentence();

  /** It is pinned. */
  record Pinned() implements KeptReason {
    @Override
    public String sentence() {
      return "it is pinned";
    }
  }

  /** A rule that keeps has found it. */
  record ByRule(LifecycleRule by, Finding finding) implements KeptReason {
    @Override
    public String sentence() {
      return Wording.acts(by) + " it: " + finding.sentence();
    }
  }

  /** A rule found it, but an index that stays names it. */
  record NamedByIndex(Digest index, LifecycleRule found) implements KeptReason {
    @Override
    public String sentence() {
      return "the index " + index + " names it and stays; else " + Wording.acts(found) + " it";
    }
  }

  /** It is a part of an index, or about a subject, that does not go, or not far enough. */
  record WithLeader(Digest leader) implements KeptReason {
    @Override
    public String sentence() {
      return "it belongs to " + leader + ", which stays";
    }
  }

  /** A rule found it, but one that comes before selects it and leaves it. */
  record ForEarlierRule(LifecycleRule earlier, Finding finding, LifecycleRule found)
      implements KeptReason {
    @Override
    public String sentence() {
      return Wording.named(earlier)
          + " comes before "
          + Wording.named(found)
          + " and leaves it: "
          + finding.sentence();
    }
  }

  /** A rule selects it and leaves it: it is new enough. */
  record LeftByRule(LifecycleRule rule, Finding finding) implements KeptReason {
    @Override
    public String sentence() {
      return Wording.named(rule) + " leaves it: " + finding.sentence();
    }
  }

  /** No rule looks at it. */
  record NoRule() implements KeptReason {
    @Override
    public String sentence() {
      return "no rule selects it";
    }
  }
}
