package io.entrepot.auth.decide;

import io.entrepot.auth.principal.Principal;
import java.util.List;
import java.util.Optional;

/**
 * Proof that a principal may do what it asked for. Only a {@link Decider} of this package makes
 * one, and what cannot be known before the work is asked through it.
 */
public final class Grant {
  private final Decider decider;
  private final Principal principal;

  Grant(Decider decider, Principal principal) {
    this.decider = decider;
    this.principal = principal;
  }

  public Principal principal() {
    return principal;
  }

  /** A further grant to the same principal, when it may do this as well. */
  public Optional<Grant> ask(Action action, Resource resource) {
    return switch (decider.decide(principal, List.of(new Permission(action, resource)))) {
      case Decision.Allowed allowed -> Optional.of(allowed.grant());
      case Decision.Refused refused -> Optional.empty();
    };
  }
}
