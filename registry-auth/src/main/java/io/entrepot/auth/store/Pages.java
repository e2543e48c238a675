package io.entrepot.auth.store;

import io.entrepot.auth.identity.IdentityFailure;
import io.entrepot.auth.identity.Page;
import io.entrepot.auth.identity.PageRequest;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Lists in parts: a marker holds the last name of a page, so that no change makes it wrong. */
final class Pages {
  private Pages() {}

  /** The name after which the page begins; empty before all. */
  static String after(PageRequest request) {
    try {
      return request
          .marker()
          .map(marker -> new String(Base64.getUrlDecoder().decode(marker), StandardCharsets.UTF_8))
          .orElse("");
    } catch (IllegalArgumentException e) {
      throw new IdentityFailure.InvalidInput("Invalid Marker.").exception();
    }
  }

  /** Rows to fetch: one more than the page holds tells whether another follows. */
  static int limit(PageRequest request) {
    return request.size() + 1;
  }

  static <T> Page<T> of(List<T> fetched, PageRequest request, Function<T, String> name) {
    if (fetched.size() <= request.size()) {
      return new Page<>(fetched, Optional.empty());
    }
    List<T> items = fetched.subList(0, request.size());
    byte[] last = name.apply(items.getLast()).getBytes(StandardCharsets.UTF_8);
    return new Page<>(
        items, Optional.of(Base64.getUrlEncoder().withoutPadding().encodeToString(last)));
  }

  static <A, B> Page<B> map(Page<A> page, Function<A, B> change) {
    return new Page<>(page.items().stream().map(change).toList(), page.marker());
  }
}
