package io.entrepot.server.netty;

/** What came is no request that this server takes. Has no stack trace. */
final class RefusedRequestException extends Exception {
  private static final long serialVersionUID = 1L;

  private final int status;
  private final String reason;

  /**
   * A refusal.
   *
   * @param reason for the client, plain text without quotes
   */
  RefusedRequestException(int status, String reason) {
    super(reason, null, false, false);
    this.reason = reason;
    this.status = status;
  }

  String reason() {
    return reason;
  }

  int status() {
    return status;
  }
}
