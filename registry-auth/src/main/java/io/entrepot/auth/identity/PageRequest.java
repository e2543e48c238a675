package io.entrepot.auth.identity;

import java.util.Optional;

/**
 * Which part of a list is asked for.
 *
 * @param marker the last page's; empty for the first page
 * @param size the most items that it holds
 */
public record PageRequest(Optional<String> marker, int size) {
  /** Items of the largest page. */
  public static final int MAX_ITEMS = 1000;

  /** Items of a page when none are asked for. */
  public static final int DEFAULT_ITEMS = 100;

  public static final PageRequest FIRST = new PageRequest(Optional.empty(), DEFAULT_ITEMS);

  public PageRequest {
    if (size < 1 || size > MAX_ITEMS) {
      throw new IdentityFailure.InvalidInput("MaxItems must be between 1 and " + MAX_ITEMS + ".")
          .exception();
    }
  }

  public PageRequest after(String marker) {
    return new PageRequest(Optional.of(marker), size);
  }
}
