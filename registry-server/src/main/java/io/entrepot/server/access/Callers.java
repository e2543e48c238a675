package io.entrepot.server.access;

import io.entrepot.auth.decide.Caller;
import java.util.Optional;

/** Tells who sends a request. Any thread. */
public sealed interface Callers permits Everybody, Authentication {
  /**
   * Who it is, and what it has at this moment; may block.
   *
   * @throws NotAuthenticatedException when its credentials are no good
   */
  Caller of(Arrival arrival);

  /** The same when it can be told from memory and is good; never blocks. */
  Optional<Caller> now(Arrival arrival);

  /** Who brings no credentials. */
  Caller anonymous(Arrival arrival);

  /** Whether whoever asks has to say who it is, where an endpoint wants that. */
  boolean wantsCredentials();
}
