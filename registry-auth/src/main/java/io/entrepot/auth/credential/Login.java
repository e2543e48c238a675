package io.entrepot.auth.credential;

import io.entrepot.auth.principal.Principal;

/** A principal and what it was proved by. Says nothing of what it may do. */
public record Login(Principal principal, Credential credential) {}
