package io.entrepot.auth.policy;

/** In which form a policy names a requester; a later form gives more than those before it. */
public enum PrincipalMatch {
  /** Not at all. */
  NONE,
  /** By its account, which may pass on what it was given. */
  ACCOUNT,
  /** By the role that it assumed, whose boundary and session policies limit what is given. */
  ROLE,
  /** By itself: a user, a session, a provider. */
  SELF,
  /** As everybody. */
  EVERYBODY
}
