package io.entrepot.server.http;

import java.util.List;
import java.util.Optional;

/** The header fields of a request. Names match in any case. */
public interface Headers {
  /** The first value of this name. */
  Optional<String> first(String name);

  /** Every value of this name, in order. */
  List<String> all(String name);

  /** Every field, in order, the host among them; names as they came. */
  List<Field> fields();

  /** A field. */
  record Field(String name, String value) {}
}
