package io.entrepot.server.config;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The kinds of text that settings take. */
final class Kinds {
  private static final Pattern NUMBER_AND_UNIT = Pattern.compile("([0-9]{1,9})([A-Za-z]*)");
  private static final Map<String, Duration> TIMES =
      Map.of(
          "ms", Duration.ofMillis(1),
          "s", Duration.ofSeconds(1),
          "m", Duration.ofMinutes(1),
          "h", Duration.ofHours(1),
          "d", Duration.ofDays(1));
  private static final Map<String, Integer> SIZES =
      Map.of("", 1, "B", 1, "KiB", 1 << 10, "MiB", 1 << 20, "GiB", 1 << 30);

  private Kinds() {}

  static Kind<Path> path() {
    return new Kind<>(
        "a path",
        text -> {
          try {
            return text.isEmpty() ? Optional.empty() : Optional.of(Path.of(text));
          } catch (InvalidPathException e) {
            return Optional.empty();
          }
        });
  }

  static Kind<ListenAddress> address() {
    return new Kind<>(
        "HOST:PORT with a port from 0 to 65535 (0 takes a free one), such as 127.0.0.1:5000 or"
            + " [::1]:5000",
        ListenAddress::parse);
  }

  /** The base of absolute URLs. */
  static Kind<URI> baseUrl() {
    return new Kind<>(
        "http:// or https:// with a host and perhaps a port, and nothing after it",
        text -> {
          try {
            URI uri = new URI(text);
            boolean web = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
            boolean bare =
                uri.getRawUserInfo() == null
                    && uri.getRawQuery() == null
                    && uri.getRawFragment() == null
                    && uri.getHost() != null
                    && (uri.getRawPath().isEmpty() || uri.getRawPath().equals("/"));
            return web && bare ? Optional.of(uri) : Optional.empty();
          } catch (URISyntaxException e) {
            return Optional.empty();
          }
        });
  }

  static Kind<Duration> duration(Duration least, Duration most) {
    return new Kind<>(
        "a time from " + text(least) + " to " + text(most) + ", in ms, s, m, h or d, such as 30s",
        text ->
            scaled(text, TIMES::get, (number, unit) -> unit.multipliedBy(number))
                .filter(time -> time.compareTo(least) >= 0 && time.compareTo(most) <= 0));
  }

  /** In bytes. */
  static Kind<Integer> size(int least, int most) {
    return new Kind<>(
        "a size from " + least + " to " + most + " bytes, plain or in KiB, MiB or GiB",
        text ->
            scaled(text, SIZES::get, (number, unit) -> number * unit)
                .filter(bytes -> bytes >= least && bytes <= most)
                .map(Math::toIntExact));
  }

  /** In bytes, where a gibibyte is little. */
  static Kind<Long> largeSize(long least, long most) {
    return new Kind<>(
        "a size from " + least + " to " + most + " bytes, plain or in KiB, MiB or GiB",
        text ->
            scaled(text, SIZES::get, (number, unit) -> number * unit)
                .filter(bytes -> bytes >= least && bytes <= most));
  }

  static Kind<Integer> count(int least, int most) {
    return new Kind<>(
        "a whole number from " + least + " to " + most,
        text ->
            scaled(text, unit -> unit.isEmpty() ? 1 : null, (number, unit) -> number)
                .filter(number -> number >= least && number <= most)
                .map(Math::toIntExact));
  }

  static Kind<Boolean> toggle() {
    return new Kind<>(
        "on or off",
        text ->
            switch (text) {
              case "on", "true" -> Optional.of(true);
              case "off", "false" -> Optional.of(false);
              default -> Optional.empty();
            });
  }

  /** One of these constants, in small letters and with hyphens. */
  static <E extends Enum<E>> Kind<E> choice(Class<E> type) {
    return new Kind<>(
        Stream.of(type.getEnumConstants()).map(Kinds::word).collect(Collectors.joining(" or ")),
        text ->
            Stream.of(type.getEnumConstants())
                .filter(constant -> word(constant).equals(text))
                .findFirst());
  }

  static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private interface Scale<U, T> {
    T apply(long number, U unit);
  }

  private static <U, T> Optional<T> scaled(
      String text, Function<String, @Nullable U> units, Scale<U, T> scale) {
    Matcher matcher = NUMBER_AND_UNIT.matcher(text);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    U unit = units.apply(matcher.group(2));
    return unit == null
        ? Optional.empty()
        : Optional.of(scale.apply(Long.parseLong(matcher.group(1)), unit));
  }

  private static String text(Duration time) {
    for (String unit : new String[] {"d", "h", "m", "s"}) {
      Duration one = TIMES.getOrDefault(unit, Duration.ZERO);
      if (!time.isZero() && time.toMillis() % one.toMillis() == 0) {
        return time.dividedBy(one) + unit;
      }
    }
    return time.toMillis() + "ms";
  }
}
