package io.entrepot.storage.registry;

import java.util.List;

/**
 * One page of an ordered list.
 *
 * @param more whether the list goes on after the last item
 */
public record Page<T>(List<T> items, boolean more) {
  public Page {
    items = List.copyOf(items);
  }
}
