package io.entrepot.server.aws.registry;

import io.entrepot.server.aws.Input;
import io.entrepot.storage.registry.Page;
import java.util.Optional;
import java.util.function.Function;

/**
 * A page that is asked for by {@code maxResults} and {@code nextToken}.
 *
 * @param list what is listed, of which repository or registry, in any words
 * @param after the page starts after this place
 */
public record Paging(PageTokens tokens, String list, Optional<String> after, int limit) {
  /** Items of a page when the client does not say (Amazon ECR API reference). */
  public static final int DEFAULT = 100;

  /** Most items of a page. */
  public static final int MAX = 1_000;

  /** The page that an input asks for. */
  public static Paging of(PageTokens tokens, String list, Input input) {
    return of(tokens, list, input, MAX);
  }

  /** The same of at most so many items. */
  public static Paging of(PageTokens tokens, String list, Input input, int most) {
    int limit = input.whole("maxResults", 1, most).orElse(Math.min(DEFAULT, most));
    return new Paging(
        tokens,
        list,
        input.optionalText("nextToken").map(token -> tokens.open(list, token)),
        limit);
  }

  /** Whether the client said anything about pages. */
  public static boolean isAsked(Input input) {
    Optional<Integer> limit = input.whole("maxResults", 1, MAX);
    return input.optionalText("nextToken").isPresent() || limit.isPresent();
  }

  /**
   * The token for what follows a page, if anything does.
   *
   * @param place that of its last item
   */
  public <T> Optional<String> next(Page<T> page, Function<T, String> place) {
    return page.more()
        ? tokens.next(list, Optional.of(place.apply(page.items().getLast())))
        : Optional.empty();
  }

  /** The token for what follows a place, if anything does. */
  public Optional<String> next(Optional<String> place) {
    return tokens.next(list, place);
  }
}
