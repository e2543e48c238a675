package io.entrepot.auth.credential;

/** The master key cannot be used; the message says in one sentence what to do about it. */
public final class MasterKeyException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public MasterKeyException(String message) {
    super(message);
  }

  public MasterKeyException(String message, Throwable cause) {
    super(message, cause);
  }
}
