package io.entrepot.server.aws.shape;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a value has to be. Immutable; none holds itself. */
public sealed interface Shape {
  /**
   * A text.
   *
   * @param length in characters
   * @param oneOf what it may be; empty: anything
   * @param sensitive whether it is not to be repeated to anybody
   */
  record Text(Bounds length, Optional<TextPattern> pattern, List<String> oneOf, boolean sensitive)
      implements Shape {
    static final Text ANY = new Text(Bounds.NONE, Optional.empty(), List.of(), false);

    public Text {
      oneOf = List.copyOf(oneOf);
    }
  }

  /**
   * A whole number.
   *
   * @param wide whether it has 64 bits, not 32
   */
  record Whole(Bounds range, boolean wide) implements Shape {}

  /** Yes or no. */
  record Flag() implements Shape {}

  /**
   * Bytes, which both protocols write as base64.
   *
   * @param length in bytes
   */
  record Bytes(Bounds length) implements Shape {}

  /** Several of a kind. */
  record Many(Shape each, Bounds count) implements Shape {}

  /** Values by names of their own. */
  record Table(Shape key, Shape value, Bounds count) implements Shape {}

  /** Values by names that are known, in their order. */
  record Structure(Map<String, Member> members) implements Shape {
    public Structure {
      members = Collections.unmodifiableMap(new LinkedHashMap<>(members));
    }
  }

  /** A value of a structure. */
  record Member(Shape shape, boolean required) {}
}
