package io.entrepot.server.http;

import java.io.IOException;

/** A body is larger than its reader takes. */
public final class BodyTooLargeException extends IOException {
  private static final long serialVersionUID = 1L;

  private final int limit;

  /**
   * Names the limit.
   *
   * @param limit in bytes
   */
  public BodyTooLargeException(int limit) {
    super("the body is larger than " + limit + " bytes");
    this.limit = limit;
  }

  /** In bytes. */
  public int limit() {
    return limit;
  }
}
