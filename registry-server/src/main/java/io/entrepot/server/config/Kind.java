package io.entrepot.server.config;

import java.util.Optional;
import java.util.function.Function;

/**
 * What a setting's text may say.
 *
 * @param accepted what is accepted, in words for an error message
 * @param parse empty when the text is not accepted
 */
record Kind<T>(String accepted, Function<String, Optional<T>> parse) {
  /** The same, but with an empty text for none. */
  Kind<Optional<T>> orNone() {
    return new Kind<>(accepted, text -> orNone(text, ""));
  }

  /** The same, but with this word for none. */
  Kind<Optional<T>> orWord(String none) {
    return new Kind<>(accepted + ", or " + none, text -> orNone(text, none));
  }

  private Optional<Optional<T>> orNone(String text, String none) {
    if (text.equals(none)) {
      return Optional.of(Optional.empty());
    }
    Optional<T> value = parse.apply(text);
    return value.isPresent() ? Optional.of(value) : Optional.empty();
  }
}
