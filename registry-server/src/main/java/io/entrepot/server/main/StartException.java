package io.entrepot.server.main;

/** The server cannot start. The message is one sentence for the operator. */
final class StartException extends Exception {
  private static final long serialVersionUID = 1L;

  StartException(String message) {
    super(message, null, false, false);
  }
}
