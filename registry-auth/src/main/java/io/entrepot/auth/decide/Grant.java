package io.entrepot.auth.decide;

import io.entrepot.auth.principal.Principal;
import java.util.List;
import java.util.Optional;

/**
 * Proof that a caller may do what it asked for. Only a {@link Decider} of this package makes one,
 * and what cannot be known before the work is asked through it.
 */
public final class Grant {
  private final Decider decider;
  private final Caller caller;

  Grant(Decider decider, Caller caller) {
    this.decider = decider;
    this.caller = caller;
  }

  public Principal principal() {
    return caller.principal();
  }

  /**
   * A further grant to the same caller, when it may do this as well; may block. For choosing what
   * to show: a no changes nothing but the answer, and the audit log does not hear of it.
   */
  public Optional<Grant> ask(Action action, Resource resource) {
    Caller unwatched = caller.watchedBy(Witness.NONE);
    return switch (decider.decide(unwatched, List.of(new Permission(action, resource)))) {
      case Decision.Allowed allowed -> Optional.of(this);
      case Decision.Refused refused -> Optional.empty();
    };
  }

  /**
   * Decides something further for the same caller, where the reason matters; may block. The audit
   * log hears of it.
   */
  public Decision decide(Permission... permissions) {
    return decider.decide(caller, List.of(permissions));
  }

  /**
   * Whether the same caller might do this if the resource brought these facts, such as a policy
   * that is about to be set; may block. The audit log does not hear of it.
   */
  public boolean mightStill(Permission permission, ResourceFacts facts) {
    return decider.wouldAllow(caller, permission, facts);
  }

  /**
   * What led to a refusal that this grant met, for those who look after the caller's account; may
   * block.
   */
  public RefusedRequest retell(Decision.Refused refused) {
    return decider.retell(caller, refused.permission());
  }

  /** Who is told of what this grant is asked for. */
  public Witness witness() {
    return caller.witness();
  }
}
