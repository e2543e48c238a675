package io.entrepot.auth.decide;

/** One action on one resource. */
public record Permission(Action action, Resource resource) {}
