package io.entrepot.server.aws;

/** Carries an {@link AwsError}. Has no stack trace; the message is for the client. */
public final class AwsException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final AwsError error;
  private final String message;

  AwsException(AwsError error, String message) {
    super(message, null, false, false);
    this.error = error;
    this.message = message;
  }

  public AwsError error() {
    return error;
  }

  @Override
  public String getMessage() {
    return message;
  }
}
