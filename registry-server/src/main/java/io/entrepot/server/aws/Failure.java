package io.entrepot.server.aws;

import java.time.Duration;
import java.util.Optional;

/**
 * Why an operation was not done, as a client is told.
 *
 * @param details members that this error has besides its message
 * @param retryAfter how long the client has to wait before it tries again, where it may
 */
public record Failure(
    AwsError error, String message, Tree.Members details, Optional<Duration> retryAfter) {
  /** One that there is nothing to wait for. */
  static Failure of(AwsError error, String message) {
    return new Failure(error, message, Tree.Members.NONE, Optional.empty());
  }

  static Failure retried(AwsError error, String message, Duration after) {
    return new Failure(error, message, Tree.Members.NONE, Optional.of(after));
  }

  /**
   * Its members in JSON.
   *
   * @param type what the protocol calls the error
   */
  public Tree.Members members(String type) {
    return Tree.Members.of("__type", type).and("message", message).and(details);
  }

  static Failure of(AwsException e) {
    return new Failure(e.error(), e.getMessage(), e.details(), Optional.empty());
  }
}
