package io.entrepot.server.error;

import java.util.List;

/** A request that an endpoint refuses. Has no stack trace; the message is for the client. */
public final class RefusedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int status;
  private final OciError code;
  private final transient List<String> headers;

  public RefusedException(OciError code, String message) {
    this(code.status(), code, message, List.of());
  }

  /**
   * A refusal of an unusual status or with headers.
   *
   * @param headers names and values in turn
   */
  public RefusedException(int status, OciError code, String message, List<String> headers) {
    super(message, null, false, false);
    this.status = status;
    this.code = code;
    this.headers = List.copyOf(headers);
  }

  public int status() {
    return status;
  }

  public OciError code() {
    return code;
  }

  /** Names and values in turn. */
  public List<String> headers() {
    return headers;
  }
}
