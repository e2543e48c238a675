package io.entrepot.server.netty;

import io.entrepot.server.http.Headers;
import java.util.List;
import java.util.Optional;

/** The header fields of what was no request. */
enum NoHeaders implements Headers {
  NONE;

  @Override
  public Optional<String> first(String name) {
    return Optional.empty();
  }

  @Override
  public List<String> all(String name) {
    return List.of();
  }

  @Override
  public List<Field> fields() {
    return List.of();
  }
}
