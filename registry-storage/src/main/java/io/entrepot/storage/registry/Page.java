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

  /** How many rows to ask for, to know whether there is more than a page of so many. */
  static int toAsk(int limit) {
    return limit == 0 ? 0 : limit + 1;
  }

  /** The page that these rows make, of which {@link #toAsk} were asked for. */
  static <T> Page<T> of(List<T> rows, int limit) {
    return rows.size() > limit ? new Page<>(rows.subList(0, limit), true) : new Page<>(rows, false);
  }
}
