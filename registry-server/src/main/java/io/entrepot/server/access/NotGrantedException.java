package io.entrepot.server.access;

import io.entrepot.auth.decide.Decision;
import io.entrepot.auth.decide.Grant;
import io.entrepot.auth.decide.RefusedRequest;
import io.entrepot.auth.principal.Principal;

/**
 * Something that an endpoint asked its grant for and was refused, which ends the request. Has no
 * stack trace.
 */
public final class NotGrantedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient Grant asked;
  private final transient Decision.Refused refused;

  public NotGrantedException(Grant asked, Decision.Refused refused) {
    super(refused.reason(), null, false, false);
    this.asked = asked;
    this.refused = refused;
  }

  /** Who was refused. */
  public Principal principal() {
    return asked.principal();
  }

  /** What led to it, for those who look after the caller's account; may block. */
  public RefusedRequest retold() {
    return asked.retell(refused);
  }

  /** What, and why. */
  public Decision.Refused refused() {
    return refused;
  }
}
