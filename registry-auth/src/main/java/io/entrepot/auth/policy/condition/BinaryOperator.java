package io.entrepot.auth.policy.condition;

import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/** Bytes, written in base64. */
final class BinaryOperator {
  static final List<Operator> ALL =
      List.of(Operator.fixed("BinaryEquals", false, BinaryOperator::read));

  private BinaryOperator() {}

  private static Comparison read(String text) {
    byte[] wanted =
        bytes(text).orElseThrow(() -> new IllegalArgumentException("'" + text + "' is not base64"));
    return Operator.test(
        value -> bytes(value).filter(bytes -> Arrays.equals(bytes, wanted)).isPresent());
  }

  private static Optional<byte[]> bytes(String text) {
    try {
      return Optional.of(Base64.getDecoder().decode(text));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
