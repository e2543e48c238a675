package io.entrepot.server.aws;

import io.entrepot.auth.identity.IdentityException;
import io.entrepot.auth.identity.IdentityFailure;
import io.entrepot.auth.signature.SignatureFailedException;
import io.entrepot.auth.signature.SignatureFailure;
import io.entrepot.server.access.NotAuthenticatedException;
import io.entrepot.server.access.NotGrantedException;
import io.entrepot.server.error.UnavailableException;
import io.entrepot.server.http.BodyInterruptedException;
import io.entrepot.server.http.BodyTooLargeException;
import io.entrepot.server.http.TooManyBodiesException;
import io.entrepot.storage.failure.StorageException;
import io.entrepot.storage.failure.StorageFailure;
import io.entrepot.storage.oci.OciSyntaxException;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one mapper from what an operation throws to AWS's errors. What was not expected is logged,
 * and the client is told the request's id and nothing else.
 */
public final class Failures {
  private static final Logger LOG = LoggerFactory.getLogger(Failures.class);
  private static final Duration FULL = Duration.ofSeconds(5);
  private static final Duration STOPPED = Duration.ofSeconds(60);

  private Failures() {}

  /** What a client is told of this. */
  public static Failure of(String requestId, Exception thrown) {
    String message = String.valueOf(thrown.getMessage());
    return switch (thrown) {
      case AwsException e -> Failure.of(e.error(), message);
      case IdentityException e -> of(e.failure());
      case NotAuthenticatedException e -> of(e);
      case SignatureFailedException e -> of(e.failure());
      case NotGrantedException e -> Failure.of(AwsError.ACCESS_DENIED, e.refused().reason());
      case StorageException e -> of(requestId, e);
      case OciSyntaxException e -> Failure.of(AwsError.INVALID_PARAMETER, message);
      case UnavailableException e ->
          new Failure(AwsError.SERVICE_UNAVAILABLE, message, Optional.of(FULL));
      case BodyTooLargeException e -> Failure.of(AwsError.REQUEST_TOO_LARGE, message);
      case BodyInterruptedException e -> Failure.of(AwsError.REQUEST_TIMEOUT, message);
      case TooManyBodiesException e ->
          new Failure(AwsError.SERVICE_UNAVAILABLE, message, Optional.of(FULL));
      default -> unexpected(requestId, thrown);
    };
  }

  private static Failure of(IdentityFailure failure) {
    AwsError error =
        switch (failure) {
          case IdentityFailure.NoSuchEntity f -> AwsError.NO_SUCH_ENTITY;
          case IdentityFailure.EntityAlreadyExists f -> AwsError.ENTITY_ALREADY_EXISTS;
          case IdentityFailure.DeleteConflict f -> AwsError.DELETE_CONFLICT;
          case IdentityFailure.LimitExceeded f -> AwsError.LIMIT_EXCEEDED;
          case IdentityFailure.MalformedPolicyDocument f -> AwsError.MALFORMED_POLICY_DOCUMENT;
          case IdentityFailure.InvalidInput f -> AwsError.INVALID_INPUT;
          case IdentityFailure.UnmodifiableEntity f -> AwsError.UNMODIFIABLE_ENTITY;
          case IdentityFailure.PackedPolicyTooLarge f -> AwsError.PACKED_POLICY_TOO_LARGE;
          case IdentityFailure.PasswordPolicyViolation f -> AwsError.PASSWORD_POLICY_VIOLATION;
        };
    return Failure.of(error, failure.message());
  }

  private static Failure of(SignatureFailure failure) {
    AwsError error =
        switch (failure) {
          case SignatureFailure.Missing f -> AwsError.MISSING_AUTHENTICATION_TOKEN;
          case SignatureFailure.Incomplete f -> AwsError.INCOMPLETE_SIGNATURE;
          case SignatureFailure.UnknownKey f -> AwsError.INVALID_CLIENT_TOKEN_ID;
          case SignatureFailure.Mismatch f -> AwsError.SIGNATURE_DOES_NOT_MATCH;
          case SignatureFailure.OutOfTime f when f.presigned() -> AwsError.REQUEST_EXPIRED;
          case SignatureFailure.OutOfTime f -> AwsError.SIGNATURE_DOES_NOT_MATCH;
          case SignatureFailure.ExpiredToken f -> AwsError.EXPIRED_TOKEN;
        };
    return Failure.of(error, failure.message());
  }

  private static Failure of(NotAuthenticatedException e) {
    String message = String.valueOf(e.getMessage());
    return switch (e.kind()) {
      case ABSENT -> Failure.of(AwsError.MISSING_AUTHENTICATION_TOKEN, message);
      case MALFORMED, WRONG, INVALID_TOKEN -> Failure.of(AwsError.INVALID_CLIENT_TOKEN_ID, message);
      case TOO_MANY -> new Failure(AwsError.THROTTLING, message, Optional.of(e.delay()));
    };
  }

  /**
   * Operations on repositories say themselves what is missing; the rest is the server's trouble.
   */
  private static Failure of(String requestId, StorageException e) {
    if (e.failure() instanceof StorageFailure.RepositoryUnknown unknown) {
      return Failure.of(AwsError.REPOSITORY_NOT_FOUND, unknown.message());
    }
    LOG.warn("request {}: {}", requestId, e.getMessage());
    return new Failure(
        AwsError.SERVICE_UNAVAILABLE, "request id " + requestId, Optional.of(STOPPED));
  }

  private static Failure unexpected(String requestId, Exception thrown) {
    LOG.error("request {} failed", requestId, thrown);
    return Failure.of(AwsError.INTERNAL_FAILURE, "internal error; request id " + requestId);
  }
}
