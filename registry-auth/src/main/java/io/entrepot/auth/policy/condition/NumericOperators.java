package io.entrepot.auth.policy.condition;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.function.IntPredicate;

/** Whole numbers and decimal fractions, without an exponent. */
final class NumericOperators {
  static final List<Operator> ALL =
      List.of(
          operator("NumericEquals", false, order -> order == 0),
          operator("NumericNotEquals", true, order -> order == 0),
          operator("NumericLessThan", false, order -> order < 0),
          operator("NumericLessThanEquals", false, order -> order <= 0),
          operator("NumericGreaterThan", false, order -> order > 0),
          operator("NumericGreaterThanEquals", false, order -> order >= 0));

  private static final int MAX_LENGTH = 40;

  private NumericOperators() {}

  private static Operator operator(String name, boolean negated, IntPredicate order) {
    return Operator.fixed(
        name,
        negated,
        text -> {
          BigDecimal wanted =
              number(text)
                  .orElseThrow(
                      () -> new IllegalArgumentException("'" + text + "' is not a number"));
          return Operator.test(value ->
              number(value).filter(number -> order.test(number.compareTo(wanted))).isPresent());
        });
  }

  static Optional<BigDecimal> number(String text) {
    boolean signed = text.startsWith("-") || text.startsWith("+");
    boolean digits = false;
    boolean point = false;
    for (int i = signed ? 1 : 0; i < text.length(); i++) {
      char character = text.charAt(i);
      if (character == '.' && !point) {
        point = true;
      } else if (character >= '0' && character <= '9') {
        digits = true;
      } else {
        return Optional.empty();
      }
    }
    return digits && text.length() <= MAX_LENGTH
        ? Optional.of(new BigDecimal(text))
        : Optional.empty();
  }
}
