package io.entrepot.server.aws.iam;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.entrepot.auth.identity.Page;
import io.entrepot.auth.identity.PageRequest;
import io.entrepot.server.aws.AwsError;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;

/** Parts of lists that are short enough to be had whole. */
final class Slices {
  private Slices() {}

  /**
   * A part of a list.
   *
   * @param all in the order of their keys
   * @param key no two have the same
   */
  static <T> Page<T> of(List<T> all, PageRequest request, Function<T, String> key) {
    String after = request.marker().map(Slices::decode).orElse("");
    List<T> rest = all.stream().filter(each -> key.apply(each).compareTo(after) > 0).toList();
    if (rest.size() <= request.size()) {
      return new Page<>(rest, Optional.empty());
    }
    List<T> items = rest.subList(0, request.size());
    return new Page<>(items, Optional.of(encode(key.apply(items.getLast()))));
  }

  /** A part of a list whose items have no keys but their places. */
  static <T> Page<T> ofPlaces(List<T> all, PageRequest request) {
    List<Integer> places = IntStream.range(0, all.size()).boxed().toList();
    Page<Integer> page = of(places, request, place -> String.format(Locale.ROOT, "%09d", place));
    return new Page<>(page.items().stream().map(all::get).toList(), page.marker());
  }

  private static String encode(String key) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(key.getBytes(UTF_8));
  }

  private static String decode(String marker) {
    try {
      return new String(Base64.getUrlDecoder().decode(marker), UTF_8);
    } catch (IllegalArgumentException e) {
      throw AwsError.INVALID_INPUT.because("Invalid Marker.");
    }
  }
}
