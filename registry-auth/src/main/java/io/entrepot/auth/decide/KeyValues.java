package io.entrepot.auth.decide;

import java.util.List;
import java.util.function.Supplier;

/** The values of a condition key in one request. No values: the key is absent. */
public sealed interface KeyValues {
  /** Values at hand. */
  record Known(List<String> values) implements KeyValues {
    public Known {
      values = List.copyOf(values);
    }
  }

  /**
   * Values that have to be read first, which may block; read only if a policy speaks of the key.
   */
  record Lookup(Supplier<List<String>> read) implements KeyValues {}
}
