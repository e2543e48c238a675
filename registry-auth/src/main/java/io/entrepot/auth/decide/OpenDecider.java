package io.entrepot.auth.decide;

import java.util.List;
import java.util.Optional;

/** Allows everything to everybody: what {@code --open} asks for, and nothing else ever makes. */
public final class OpenDecider implements Decider {
  @Override
  public Decision decide(Caller caller, List<Permission> permissions) {
    return new Decision.Allowed(new Grant(this, caller));
  }

  @Override
  public Optional<Decision> decideNow(Caller caller, List<Permission> permissions) {
    return Optional.of(decide(caller, permissions));
  }
}
