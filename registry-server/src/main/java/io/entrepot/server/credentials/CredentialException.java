package io.entrepot.server.credentials;

/** There are no credentials to be had; the message says why in one sentence and holds no secret. */
final class CredentialException extends Exception {
  private static final long serialVersionUID = 1L;

  CredentialException(String message) {
    super(message, null, false, false);
  }

  String sentence() {
    return String.valueOf(getMessage());
  }
}
