package io.entrepot.auth.decide;

/** What an action is done to. */
public sealed interface Resource {
  /**
   * A repository.
   *
   * @param registryId twelve digits
   */
  record Repository(String registryId, String name) implements Resource {}

  /** The registry as a whole ({@code *} in a policy). */
  record Registry(String registryId) implements Resource {}
}
