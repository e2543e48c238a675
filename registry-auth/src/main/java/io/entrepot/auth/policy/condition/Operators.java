package io.entrepot.auth.policy.condition;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The list of all operators. Their names are taken in any case, as IAM takes them. */
final class Operators {
  static final List<Operator> ALL =
      Stream.of(
              StringOperators.ALL,
              NumericOperators.ALL,
              DateOperators.ALL,
              BoolOperator.ALL,
              BinaryOperator.ALL,
              IpOperators.ALL,
              ArnOperators.ALL,
              NullOperator.ALL)
          .flatMap(List::stream)
          .toList();

  private static final Map<String, Operator> BY_NAME = byName();

  private Operators() {}

  private static Map<String, Operator> byName() {
    Map<String, Operator> byName = new HashMap<>();
    for (Operator operator : ALL) {
      byName.put(operator.name().toLowerCase(Locale.ROOT), operator);
    }
    return Map.copyOf(byName);
  }

  static Optional<Operator> named(String name) {
    return Optional.ofNullable(BY_NAME.get(name.toLowerCase(Locale.ROOT)));
  }
}
