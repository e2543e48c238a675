package io.entrepot.server.access;

import io.entrepot.auth.decide.Caller;

/**
 * Who asks, and how that was proved.
 *
 * @param proof what its credentials prove
 */
public record Asker(Caller caller, Proof proof) {}
