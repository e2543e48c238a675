package io.entrepot.auth.identity;

/**
 * A policy that belongs to one user, group or role.
 *
 * @param document as its text was set
 */
public record InlinePolicy(String name, String document) {}
