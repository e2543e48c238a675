package io.entrepot.server.http;

import java.io.IOException;

/** The memory for bodies that are read whole is used up by other requests for now. */
public final class TooManyBodiesException extends IOException {
  private static final long serialVersionUID = 1L;

  public TooManyBodiesException() {
    super("the server reads too many bodies into memory at this time");
  }
}
