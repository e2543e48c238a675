package io.entrepot.lifecycle.planner;

import io.entrepot.lifecycle.rule.LifecycleRule;
import io.entrepot.storage.oci.Digest;
import java.util.Optional;

/** What becomes of an image, and why. */
public sealed interface Outcome {
  /** The same for people: one sentence without its full stop. */
  String sentence();

  /** The rule that decides, when something happens to the image; its action is what happens. */
  Optional<LifecycleRule> rule();

  /** A rule found it. */
  record Acted(LifecycleRule by, Finding finding) implements Outcome {
    @Override
    public Optional<LifecycleRule> rule() {
      return Optional.of(by);
    }

    @Override
    public String sentence() {
      return Wording.acts(by) + " it: " + finding.sentence();
    }
  }

  /**
   * It goes with what it belongs to.
   *
   * @param leader the index or the subject; of several the last that goes
   * @param by the rule that decided over the leader
   */
  record Follows(Digest leader, LifecycleRule by) implements Outcome {
    @Override
    public Optional<LifecycleRule> rule() {
      return Optional.of(by);
    }

    @Override
    public String sentence() {
      return "it goes with " + leader + ", which " + Wording.acts(by);
    }
  }

  /** Nothing happens to it. */
  record Kept(KeptReason reason) implements Outcome {
    @Override
    public Optional<LifecycleRule> rule() {
      return Optional.empty();
    }

    @Override
    public String sentence() {
      return reason.sentence();
    }
  }
}
