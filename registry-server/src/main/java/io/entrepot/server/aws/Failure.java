package io.entrepot.server.aws;

import java.time.Duration;
import java.util.Optional;

/**
 * Why an operation was not done, as a client is told.
 *
 * @param retryAfter how long the client has to wait before it tries again, where it may
 */
public record Failure(AwsError error, String message, Optional<Duration> retryAfter) {
  /** One that there is nothing to wait for. */
  static Failure of(AwsError error, String message) {
    return new Failure(error, message, Optional.empty());
  }
}
