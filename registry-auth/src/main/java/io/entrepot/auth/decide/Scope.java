package io.entrepot.auth.decide;

/**
 * What a credential was issued for: its holder may do only what both the scope covers and the
 * policies allow.
 */
@FunctionalInterface
public interface Scope {
  /** The scope of a credential that stands for its holder in everything. */
  Scope UNLIMITED = (action, resource) -> true;

  /** Whether this action on this resource is within the scope. Never blocks. */
  boolean covers(Action action, Resource resource);
}
