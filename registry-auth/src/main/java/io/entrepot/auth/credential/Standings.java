package io.entrepot.auth.credential;

import java.util.Optional;

/**
 * What a login is worth at this moment: a change that was acknowledged is seen by every lookup that
 * begins after it. Any thread.
 */
public interface Standings {
  /**
   * Another number after each change, before the change is acknowledged. Who notes it and then
   * looks something up knows that this holds until the number is another. Never blocks.
   */
  long generation();

  /**
   * Never {@link StandingLookup.NotInMemory}; may block.
   *
   * @param session what the login's credentials carry
   */
  StandingLookup of(Login login, Optional<Session> session);

  /** Never blocks. */
  StandingLookup now(Login login, Optional<Session> session);
}
