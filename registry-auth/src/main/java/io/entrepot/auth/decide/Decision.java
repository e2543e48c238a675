package io.entrepot.auth.decide;

/** The answer to whether a caller may do something. */
public sealed interface Decision {
  /** It may. */
  record Allowed(Grant grant) implements Decision {}

  /**
   * It may not.
   *
   * @param permission the first that is refused
   * @param cause what kind of refusal it is
   * @param reason why, in AWS's words, for the client: names the principal, the action, the
   *     resource and what kind of policy decided
   * @param explanation why, for the operator: names the policy and the statement, or what was
   *     missing; for the audit log and the simulation alone
   */
  record Refused(Permission permission, Cause cause, String reason, String explanation)
      implements Decision {}

  /** Kinds of refusal. */
  enum Cause {
    /** The credential was issued for something else; another one may do. */
    OUTSIDE_SCOPE,
    /** A statement denies it. */
    EXPLICIT_DENY,
    /** Nothing allows it. */
    IMPLICIT_DENY
  }
}
