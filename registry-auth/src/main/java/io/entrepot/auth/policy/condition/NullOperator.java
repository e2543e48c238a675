package io.entrepot.auth.policy.condition;

import java.util.List;

/** Whether a key is absent: {@code true} asks that it is, {@code false} that it has a value. */
final class NullOperator {
  static final String NAME = "Null";

  static final List<Operator> ALL = List.of(Operator.fixed(NAME, false, NullOperator::read));

  private NullOperator() {}

  private static Comparison read(String text) {
    if (!BoolOperator.isBool(text)) {
      throw new IllegalArgumentException("'" + text + "' is neither true nor false");
    }
    return Operator.test(text::equalsIgnoreCase);
  }
}
