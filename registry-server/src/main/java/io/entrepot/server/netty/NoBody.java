package io.entrepot.server.netty;

import io.entrepot.server.http.Body;
import java.util.OptionalLong;

/** The body of a request that has none. */
enum NoBody implements Body {
  NONE;

  private static final OptionalLong ZERO = OptionalLong.of(0);
  private static final byte[] EMPTY = {};

  @Override
  public OptionalLong declaredLength() {
    return ZERO;
  }

  @Override
  public void drainTo(Sink sink) {}

  @Override
  public byte[] readAll(int limit) {
    return EMPTY;
  }
}
