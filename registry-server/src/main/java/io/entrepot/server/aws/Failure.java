package io.entrepot.server.aws;

import io.entrepot.server.access.NotGrantedException;
import java.time.Duration;
import java.util.Optional;

/**
 * Why an operation was not done.
 *
 * @param message as whoever reads the audit log is told
 * @param told as the client is told, which is the same or has more to it
 * @param details members that this error has besides its message
 * @param retryAfter how long the client has to wait before it tries again, where it may
 * @param refused the refusal that it is, if it is one
 */
public record Failure(
    AwsError error,
    String message,
    String told,
    Tree.Members details,
    Optional<Duration> retryAfter,
    Optional<NotGrantedException> refused) {
  private Failure(
      AwsError error, String message, Tree.Members details, Optional<Duration> retryAfter) {
    this(error, message, message, details, retryAfter, Optional.empty());
  }

  /** One that there is nothing to wait for. */
  static Failure of(AwsError error, String message) {
    return new Failure(error, message, Tree.Members.NONE, Optional.empty());
  }

  static Failure retried(AwsError error, String message, Duration after) {
    return new Failure(error, message, Tree.Members.NONE, Optional.of(after));
  }

  /** The caller may not. */
  static Failure of(NotGrantedException e) {
    String reason = e.refused().reason();
    return new Failure(
        AwsError.ACCESS_DENIED,
        reason,
        reason,
        Tree.Members.NONE,
        Optional.empty(),
        Optional.of(e));
  }

  /** The same, of which the client is told in other words. */
  Failure told(String words) {
    return new Failure(error, message, words, details, retryAfter, refused);
  }

  /**
   * Its members in JSON.
   *
   * @param type what the protocol calls the error
   */
  public Tree.Members members(String type) {
    return Tree.Members.of("__type", type).and("message", told).and(details);
  }

  static Failure of(AwsException e) {
    return new Failure(e.error(), e.getMessage(), e.details(), Optional.empty());
  }
}
