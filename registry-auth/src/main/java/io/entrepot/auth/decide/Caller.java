package io.entrepot.auth.decide;

import io.entrepot.auth.principal.Principal;

/**
 * The one who asks, with all that a decision about it may depend on: good for one request.
 *
 * @param scope what its credential was issued for
 * @param witness is told of what is decided
 */
public record Caller(
    Principal principal, Standing standing, Scope scope, RequestFacts request, Witness witness) {
  /** One whom nobody watches. */
  public Caller(Principal principal, Standing standing, Scope scope, RequestFacts request) {
    this(principal, standing, scope, request, Witness.NONE);
  }

  /** The same one, watched by another witness. */
  public Caller watchedBy(Witness other) {
    return new Caller(principal, standing, scope, request, other);
  }
}
