package io.entrepot.server.aws.sts;

/** A request that STS refuses. Has no stack trace; the message is for the client. */
final class StsRefusal extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final StsError error;

  StsRefusal(StsError error, String message) {
    super(message, null, false, false);
    this.error = error;
  }

  StsError error() {
    return error;
  }
}
