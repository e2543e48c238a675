package io.entrepot.auth.decide;

import java.util.List;
import java.util.Optional;

/** Decides whether a caller may do all of some things. Any thread may ask. */
public sealed interface Decider permits OpenDecider, PolicyDecider {
  /**
   * Decides, and tells the caller's witness; may block where policies or the values of a condition
   * key have to be read.
   *
   * @param permissions what is to be done; an empty list is a request that needs none
   */
  Decision decide(Caller caller, List<Permission> permissions);

  /**
   * What led to a refusal, for those who look after the caller's account, unwitnessed; may block
   * where policies have to be read.
   *
   * @param permission one that was refused
   */
  RefusedRequest retell(Caller caller, Permission permission);

  /** The same decision when it can be made from memory, unwitnessed; never blocks. */
  Optional<Decision> decideNow(Caller caller, List<Permission> permissions);

  /**
   * What would be decided if the resource brought these facts, unwitnessed; may block where the
   * values of a condition key have to be read.
   */
  boolean wouldAllow(Caller caller, Permission permission, ResourceFacts facts);
}
