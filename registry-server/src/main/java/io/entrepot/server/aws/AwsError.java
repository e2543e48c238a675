package io.entrepot.server.aws;

/**
 * The errors of AWS's services that are given here, by AWS's names, with their statuses (IAM API
 * reference and Amazon ECR API reference: common errors, errors of each operation).
 */
public enum AwsError {
  ACCESS_DENIED("AccessDenied", 403),
  ACCOUNT_NOT_FOUND("AccountNotFoundException", 404),
  DELETE_CONFLICT("DeleteConflict", 409),
  ENTITY_ALREADY_EXISTS("EntityAlreadyExists", 409),
  EXPIRED_TOKEN("ExpiredToken", 403),
  INCOMPLETE_SIGNATURE("IncompleteSignature", 400),
  INTERNAL_FAILURE("InternalFailure", 500),
  INVALID_ACTION("InvalidAction", 400),
  INVALID_CLIENT_TOKEN_ID("InvalidClientTokenId", 401),
  INVALID_INPUT("InvalidInput", 400),
  INVALID_PARAMETER("InvalidParameterException", 400),
  LIMIT_EXCEEDED("LimitExceeded", 409),
  MALFORMED_INPUT("MalformedInput", 400),
  MALFORMED_POLICY_DOCUMENT("MalformedPolicyDocument", 400),
  MISSING_ACTION("MissingAction", 400),
  MISSING_AUTHENTICATION_TOKEN("MissingAuthenticationToken", 401),
  NO_SUCH_ENTITY("NoSuchEntity", 404),
  PACKED_POLICY_TOO_LARGE("PackedPolicyTooLarge", 400),
  PASSWORD_POLICY_VIOLATION("PasswordPolicyViolation", 400),
  REGISTRY_POLICY_NOT_FOUND("RegistryPolicyNotFoundException", 404),
  REPOSITORY_NOT_FOUND("RepositoryNotFoundException", 404),
  REPOSITORY_POLICY_NOT_FOUND("RepositoryPolicyNotFoundException", 404),
  REQUEST_EXPIRED("RequestExpired", 400),
  REQUEST_TIMEOUT("RequestTimeout", 408),
  REQUEST_TOO_LARGE("RequestEntityTooLarge", 413),
  SERIALIZATION("SerializationException", 400),
  SERVICE_UNAVAILABLE("ServiceUnavailable", 503),
  SIGNATURE_DOES_NOT_MATCH("SignatureDoesNotMatch", 403),
  THROTTLING("Throttling", 429),
  UNKNOWN_OPERATION("UnknownOperationException", 404),
  UNMODIFIABLE_ENTITY("UnmodifiableEntity", 400),
  UNSUPPORTED_OPERATION("UnsupportedOperation", 400),
  VALIDATION("ValidationError", 400);

  private final String code;
  private final int status;

  AwsError(String code, int status) {
    this.code = code;
    this.status = status;
  }

  /** AWS's name of it. */
  public String code() {
    return code;
  }

  /** The HTTP status that goes with it at the administration door. */
  public int status() {
    return status;
  }

  /** This error, to be thrown; the message is for the client. */
  public AwsException because(String message) {
    return new AwsException(this, message);
  }
}
