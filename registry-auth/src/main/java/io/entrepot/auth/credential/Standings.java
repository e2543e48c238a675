package io.entrepot.auth.credential;

/**
 * What a login is worth at this moment: a change that was acknowledged is seen by every lookup that
 * begins after it. Any thread.
 */
public interface Standings {
  /** Never {@link StandingLookup.NotInMemory}; may block. */
  StandingLookup of(Login login);

  /** Never blocks. */
  StandingLookup now(Login login);
}
