package io.entrepot.server.aws;

/** Carries an {@link AwsError}. Has no stack trace; the message is for the client. */
public final class AwsException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final AwsError error;
  private final String message;
  private final transient Tree.Members details;

  AwsException(AwsError error, String message, Tree.Members details) {
    super(message, null, false, false);
    this.error = error;
    this.message = message;
    this.details = details;
  }

  public AwsError error() {
    return error;
  }

  /** What the error tells besides its message. */
  public Tree.Members details() {
    return details;
  }

  @Override
  public String getMessage() {
    return message;
  }
}
