package io.entrepot.auth.policy;

/**
 * A policy as it was parsed. Immutable.
 *
 * @param json the text it was parsed from, byte for byte
 */
public record PolicyDocument(String json) {}
