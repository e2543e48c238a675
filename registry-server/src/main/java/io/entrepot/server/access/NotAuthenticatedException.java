package io.entrepot.server.access;

import java.time.Duration;

/** Credentials that are no good, before the answer is written. Has no stack trace. */
public final class NotAuthenticatedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** What is wrong. */
  public enum Kind {
    /** There are none. */
    ABSENT,
    /** They do not have the form that their scheme wants. */
    MALFORMED,
    /** They are not those of anybody. */
    WRONG,
    /** A token that is not, or no longer, good; another may be. */
    INVALID_TOKEN,
    /** Too many were wrong before these, which were not looked at. */
    TOO_MANY
  }

  private final Kind kind;
  private final transient Duration wait;

  NotAuthenticatedException(Kind kind, String message) {
    this(kind, message, Duration.ZERO);
  }

  /**
   * @param message for the client
   * @param wait until it may try again
   */
  NotAuthenticatedException(Kind kind, String message, Duration wait) {
    super(message, null, false, false);
    this.kind = kind;
    this.wait = wait;
  }

  public Kind kind() {
    return kind;
  }

  /** Until it may try again. */
  public Duration delay() {
    return wait;
  }
}
