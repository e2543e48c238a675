package io.entrepot.server.http;

import java.util.List;
import java.util.Optional;

/** The decoded parameters of a request's query. */
public interface Query {
  /** The first value of this name. */
  Optional<String> first(String name);

  /** Every value of this name, in order. */
  List<String> all(String name);
}
