package io.entrepot.auth.policy.condition;

import io.entrepot.auth.policy.pattern.RequestKeys;
import java.util.Set;

/**
 * A condition operator without prefix and suffix.
 *
 * @param name as policies write it
 * @param negated whether it asks that no value is like any of the policy's
 */
record Operator(String name, boolean negated, Reader reader) {
  /** Makes a comparison of a policy's value. */
  @FunctionalInterface
  interface Reader {
    /**
     * Reads it.
     *
     * @param variables whether the policy's version has variables
     * @param keys takes the keys that the value's variables name
     * @throws IllegalArgumentException saying what is wrong with the value
     */
    Comparison read(String value, boolean variables, Set<String> keys);
  }

  /** Reads a value without variables. */
  @FunctionalInterface
  interface FixedReader {
    Comparison read(String value);
  }

  static Operator fixed(String name, boolean negated, FixedReader reader) {
    return new Operator(name, negated, (value, variables, keys) -> reader.read(value));
  }

  /** A comparison that needs nothing but the request's value. */
  @FunctionalInterface
  interface ValueTest {
    boolean matches(String value);
  }

  static Comparison test(ValueTest test) {
    return (String value, RequestKeys keys) -> test.matches(value);
  }
}
