package io.entrepot.auth.identity;

import java.util.List;
import java.util.Optional;

/**
 * A part of a list, in order of names.
 *
 * @param marker asks for the next part; empty at the end
 */
public record Page<T>(List<T> items, Optional<String> marker) {
  public Page {
    items = List.copyOf(items);
  }
}
