package io.entrepot.auth.federation;

/**
 * A token of an identity provider that gets nobody in, or a request with it that makes no sense.
 * The message is for the client. Has no stack trace.
 */
public final class FederationException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** What is wrong. */
  public enum Kind {
    /** It is no token, or none of a provider and for a client that are registered here. */
    INVALID_TOKEN,
    /** Its time is over. */
    EXPIRED,
    /** Its issuer's keys could not be had; it may be good. */
    ISSUER_AWAY,
    /** It is good, but the role is not there or does not trust it. */
    NOT_TRUSTED,
    /** Something beside the token breaks a rule. */
    INVALID_REQUEST,
    /** The session policy is none. */
    MALFORMED_POLICY,
    /** The session policy is too long. */
    POLICY_TOO_LARGE
  }

  private final Kind kind;

  FederationException(Kind kind, String message) {
    super(message, null, false, false);
    this.kind = kind;
  }

  public Kind kind() {
    return kind;
  }

  static FederationException invalid(String message) {
    return new FederationException(Kind.INVALID_TOKEN, message);
  }
}
