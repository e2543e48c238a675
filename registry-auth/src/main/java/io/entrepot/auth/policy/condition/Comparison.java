package io.entrepot.auth.policy.condition;

import io.entrepot.auth.policy.pattern.RequestKeys;

/** A value of a policy, ready to be held against values of requests. Immutable. */
@FunctionalInterface
interface Comparison {
  /**
   * Whether a value of the request is as the policy's value says, before negation. A value that
   * cannot be read as what the operator compares is not.
   *
   * @param keys for the variables in the policy's value; one without a value matches nothing
   */
  boolean matches(String value, RequestKeys keys);
}
