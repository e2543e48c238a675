package io.entrepot.auth.decide;

import io.entrepot.auth.principal.Principal;

/**
 * The one who asks, with all that a decision about it may depend on: good for one request.
 *
 * @param scope what its credential was issued for
 */
public record Caller(Principal principal, Standing standing, Scope scope, RequestFacts request) {}
