package io.entrepot.auth.decide;

import io.entrepot.auth.principal.Principal;
import java.util.List;

/** Allows everything to everybody: what {@code --open} asks for, and nothing else ever makes. */
public final class OpenDecider implements Decider {
  @Override
  public Decision decide(Principal principal, List<Permission> permissions) {
    return new Decision.Allowed(new Grant(this, principal));
  }
}
