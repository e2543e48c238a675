package io.entrepot.server.oci;

import io.entrepot.server.error.OciError;
import io.entrepot.server.error.RefusedException;
import io.entrepot.server.http.Query;
import java.util.List;
import java.util.Optional;

/**
 * Which part of a list is asked for (distribution specification, listing tags).
 *
 * @param limit most items of the page; 0 asks for an empty one
 * @param last the page starts after this; empty means at the beginning
 */
public record PageRequest(int limit, Optional<String> last) {
  /** Most items of a page, and how many a page has when the client does not say. */
  public static final int MAX_ITEMS = 1000;

  /**
   * Reads {@code n} and {@code last}; a larger {@code n} than a page may have is that many.
   *
   * @throws RefusedException when {@code n} is not a whole number from 0 to 2^63 - 1
   */
  public static PageRequest parse(Query query) {
    return new PageRequest(
        query.first("n").map(PageRequest::parseLimit).orElse(MAX_ITEMS), query.first("last"));
  }

  private static int parseLimit(String text) {
    if (!text.isEmpty() && text.chars().allMatch(c -> c >= '0' && c <= '9')) {
      try {
        return (int) Math.min(MAX_ITEMS, Long.parseLong(text));
      } catch (NumberFormatException tooLarge) {
        throw badLimit();
      }
    }
    throw badLimit();
  }

  private static RefusedException badLimit() {
    return new RefusedException(
        400,
        OciError.UNSUPPORTED,
        "the query parameter n is a whole number from 0 to " + Long.MAX_VALUE,
        List.of());
  }
}
