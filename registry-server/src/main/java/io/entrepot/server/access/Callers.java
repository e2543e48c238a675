package io.entrepot.server.access;

import io.entrepot.auth.decide.Caller;
import io.entrepot.auth.decide.Witness;
import io.entrepot.auth.signature.Signer;
import java.util.Optional;

/** Tells who sends a request. Any thread. */
public sealed interface Callers permits Everybody, Authentication {
  /**
   * Who it is, and what it has at this moment; may block.
   *
   * @param witness is told of what is decided about it
   * @throws NotAuthenticatedException when its credentials are no good
   */
  Asker of(Arrival arrival, Witness witness);

  /** The same, unwitnessed, when it can be told from memory and is good; never blocks. */
  Optional<Caller> now(Arrival arrival);

  /**
   * Who signed, and what it has at this moment; may block.
   *
   * @throws NotAuthenticatedException when that is gone
   */
  Asker signed(Arrival arrival, Signer signer, Witness witness);

  /** Who brings no credentials. */
  Asker anonymous(Arrival arrival, Witness witness);

  /** Whether whoever asks has to say who it is, where an endpoint wants that. */
  boolean wantsCredentials();
}
