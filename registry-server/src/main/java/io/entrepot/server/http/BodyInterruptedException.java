package io.entrepot.server.http;

import java.io.IOException;

/** A body ended before the length it declared, or its sender stalled for too long. */
public final class BodyInterruptedException extends IOException {
  private static final long serialVersionUID = 1L;

  public BodyInterruptedException(String message) {
    super(message);
  }
}
