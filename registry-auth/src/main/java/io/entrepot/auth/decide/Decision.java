package io.entrepot.auth.decide;

/** The answer to whether a principal may do something. */
public sealed interface Decision {
  /** It may. */
  record Allowed(Grant grant) implements Decision {}

  /**
   * It may not.
   *
   * @param reason why, in words for the client
   */
  record Refused(String reason) implements Decision {}
}
