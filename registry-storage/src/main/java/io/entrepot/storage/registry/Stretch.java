package io.entrepot.storage.registry;

import java.util.List;
import java.util.Optional;

/**
 * Some items of a list of which much is left out, so that it may be short although there are more.
 *
 * @param next where the list goes on; empty at its end
 */
public record Stretch<T>(List<T> items, Optional<String> next) {
  public Stretch {
    items = List.copyOf(items);
  }
}
