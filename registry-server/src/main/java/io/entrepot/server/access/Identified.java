package io.entrepot.server.access;

import io.entrepot.auth.decide.Grant;

/**
 * Somebody whose credentials were good.
 *
 * @param grant one of nothing, of which everything is then asked
 * @param proof what the credentials prove
 */
public record Identified(Grant grant, Proof proof) {}
