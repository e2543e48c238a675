package io.entrepot.auth.decide;

import io.entrepot.auth.principal.Principal;
import java.util.List;

/** Decides whether a principal may do all of some things. Never blocks. Any thread may ask. */
public sealed interface Decider permits OpenDecider {
  /**
   * Decides.
   *
   * @param permissions what is to be done; an empty list is a request that needs none
   */
  Decision decide(Principal principal, List<Permission> permissions);
}
