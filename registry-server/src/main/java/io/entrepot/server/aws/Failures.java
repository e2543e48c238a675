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
import io.entrepot.storage.oci.Digest;
import io.entrepot.storage.oci.OciSyntaxException;
import io.entrepot.storage.oci.RepositoryKey;
import java.time.Duration;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one mapper from what an operation throws to AWS's errors. What was not expected is logged,
 * and the client is told the request's id and nothing else.
 */
public final class Failures {
  private static final Logger LOG = LoggerFactory.getLogger(Failures.class);

  /** Most missing blobs or manifests that one message names. */
  private static final int MISSING_NAMED = 100;

  private static final Duration SOON = Duration.ofSeconds(1);
  private static final Duration FULL = Duration.ofSeconds(5);
  private static final Duration STOPPED = Duration.ofSeconds(60);

  private Failures() {}

  /** What a client is told of this. */
  public static Failure of(String requestId, Exception thrown) {
    String message = String.valueOf(thrown.getMessage());
    return switch (thrown) {
      case AwsException e -> Failure.of(e);
      case IdentityException e -> of(e.failure());
      case NotAuthenticatedException e -> of(e);
      case SignatureFailedException e -> of(e.failure());
      case NotGrantedException e -> Failure.of(e);
      case StorageException e -> of(requestId, e);
      case OciSyntaxException e -> Failure.of(AwsError.INVALID_PARAMETER, message);
      case UnavailableException e -> Failure.retried(AwsError.SERVICE_UNAVAILABLE, message, FULL);
      case BodyTooLargeException e -> Failure.of(AwsError.REQUEST_TOO_LARGE, message);
      case BodyInterruptedException e -> Failure.of(AwsError.REQUEST_TIMEOUT, message);
      case TooManyBodiesException e -> Failure.retried(AwsError.SERVICE_UNAVAILABLE, message, FULL);
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
      case TOO_MANY -> Failure.retried(AwsError.THROTTLING, message, e.delay());
    };
  }

  /** What operations did not say in their own words; the rest is the server's trouble. */
  private static Failure of(String requestId, StorageException e) {
    return switch (e.failure()) {
      case StorageFailure.RepositoryUnknown f ->
          Failure.of(
              AwsError.REPOSITORY_NOT_FOUND,
              called(f.repository()) + " does not exist" + in(f.repository()));
      case StorageFailure.RepositoryExists f ->
          Failure.of(
              AwsError.REPOSITORY_ALREADY_EXISTS,
              called(f.repository()) + " already exists" + in(f.repository()));
      case StorageFailure.RepositoryNotEmpty f ->
          Failure.of(
              AwsError.REPOSITORY_NOT_EMPTY,
              called(f.repository())
                  + " in registry with id '"
                  + f.repository().registry().account()
                  + "' cannot be deleted because it still contains images");
      case StorageFailure.RepositoryKeepsExpired f ->
          Failure.of(
              AwsError.REPOSITORY_NOT_EMPTY,
              called(f.repository())
                  + in(f.repository())
                  + " cannot be deleted because it still keeps images that expired and can be"
                  + " brought back; with force they are deleted too");
      case StorageFailure.ManifestUnknown f -> Failure.of(AwsError.IMAGE_NOT_FOUND, f.message());
      case StorageFailure.NotExpired f -> Failure.of(AwsError.IMAGE_NOT_FOUND, f.message());
      case StorageFailure.TooManyToRestore f ->
          Failure.of(AwsError.REGISTRY_LIMIT_EXCEEDED, f.message());
      case StorageFailure.ManifestBlobUnknown f -> missing(f);
      case StorageFailure.TooManyResourceTags f -> Failure.of(AwsError.TOO_MANY_TAGS, f.message());
      case StorageFailure.TooManyTags f -> Failure.of(AwsError.ACCESS_DENIED, f.message());
      case StorageFailure.UploadBusy f -> again(f);
      case StorageFailure.ExpiredMeanwhile f -> again(f);
      case StorageFailure.TooManyUploads f ->
          Failure.of(AwsError.REGISTRY_LIMIT_EXCEEDED, f.message());
      default -> troubled(requestId, e);
    };
  }

  private static Failure again(StorageFailure failure) {
    return Failure.retried(AwsError.SERVICE_UNAVAILABLE, failure.message(), SOON);
  }

  private static Failure missing(StorageFailure.ManifestBlobUnknown failure) {
    String digests =
        failure.missing().stream()
            .limit(MISSING_NAMED)
            .map(Digest::toString)
            .collect(Collectors.joining(", ", "[", "]"));
    return failure.index()
        ? Failure.of(
            AwsError.REFERENCED_IMAGES_NOT_FOUND,
            "The images referenced by the manifest list do not exist: " + digests)
        : Failure.of(
            AwsError.LAYERS_NOT_FOUND,
            "The layers referenced by the image manifest do not exist: " + digests);
  }

  private static Failure troubled(String requestId, StorageException e) {
    LOG.warn("request {}: {}", requestId, e.getMessage());
    return Failure.retried(AwsError.SERVICE_UNAVAILABLE, "request id " + requestId, STOPPED);
  }

  private static String called(RepositoryKey repository) {
    return "The repository with name '" + repository.name() + "'";
  }

  private static String in(RepositoryKey repository) {
    return " in the registry with id '" + repository.registry().account() + "'";
  }

  private static Failure unexpected(String requestId, Exception thrown) {
    LOG.error("request {} failed", requestId, thrown);
    return Failure.of(AwsError.INTERNAL_FAILURE, "internal error; request id " + requestId);
  }
}
