package io.entrepot.server.error;

/** What this server cannot do at this time, and may later. Has no stack trace. */
public final class UnavailableException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /**
   * @param message for the client
   */
  public UnavailableException(String message) {
    super(message, null, false, false);
  }
}
