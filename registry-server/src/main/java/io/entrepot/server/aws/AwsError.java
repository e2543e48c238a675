package io.entrepot.server.aws;

/**
 * The errors of AWS's services that are given here, by AWS's names, with their statuses (IAM API
 * reference and Amazon ECR API reference: common errors, errors of each operation).
 */
public enum AwsError {
  ACCESS_DENIED("AccessDenied", 403),
  ACCOUNT_NOT_FOUND("AccountNotFoundException", 404),
  DELETE_CONFLICT("DeleteConflict", 409),
  EMPTY_UPLOAD("EmptyUploadException", 400),
  ENTITY_ALREADY_EXISTS("EntityAlreadyExists", 409),
  EXCLUSION_ALREADY_EXISTS("ExclusionAlreadyExistsException", 409),
  EXCLUSION_NOT_FOUND("ExclusionNotFoundException", 404),
  EXPIRED_TOKEN("ExpiredToken", 403),
  IMAGE_ALREADY_EXISTS("ImageAlreadyExistsException", 409),
  IMAGE_DIGEST_DOES_NOT_MATCH("ImageDigestDoesNotMatchException", 400),
  IMAGE_NOT_FOUND("ImageNotFoundException", 404),
  IMAGE_TAG_ALREADY_EXISTS("ImageTagAlreadyExistsException", 409),
  INCOMPLETE_SIGNATURE("IncompleteSignature", 400),
  INTERNAL_FAILURE("InternalFailure", 500),
  INVALID_ACTION("InvalidAction", 400),
  INVALID_AUTHORIZATION_MESSAGE("InvalidAuthorizationMessageException", 400),
  INVALID_CLIENT_TOKEN_ID("InvalidClientTokenId", 401),
  INVALID_INPUT("InvalidInput", 400),
  INVALID_LAYER("InvalidLayerException", 400),
  INVALID_LAYER_PART("InvalidLayerPartException", 400),
  INVALID_PARAMETER("InvalidParameterException", 400),
  INVALID_TAG_PARAMETER("InvalidTagParameterException", 400),
  KMS("KmsException", 400),
  LAYERS_NOT_FOUND("LayersNotFoundException", 404),
  LAYER_ALREADY_EXISTS("LayerAlreadyExistsException", 409),
  LIFECYCLE_POLICY_NOT_FOUND("LifecyclePolicyNotFoundException", 404),
  LIFECYCLE_POLICY_PREVIEW_IN_PROGRESS("LifecyclePolicyPreviewInProgressException", 409),
  LIFECYCLE_POLICY_PREVIEW_NOT_FOUND("LifecyclePolicyPreviewNotFoundException", 404),
  LIMIT_EXCEEDED("LimitExceeded", 409),
  MALFORMED_INPUT("MalformedInput", 400),
  MALFORMED_POLICY_DOCUMENT("MalformedPolicyDocument", 400),
  MISSING_ACTION("MissingAction", 400),
  MISSING_AUTHENTICATION_TOKEN("MissingAuthenticationToken", 401),
  NO_SUCH_ENTITY("NoSuchEntity", 404),
  PACKED_POLICY_TOO_LARGE("PackedPolicyTooLarge", 400),
  PASSWORD_POLICY_VIOLATION("PasswordPolicyViolation", 400),
  REFERENCED_IMAGES_NOT_FOUND("ReferencedImagesNotFoundException", 404),
  REGISTRY_LIMIT_EXCEEDED("LimitExceededException", 409),
  REGISTRY_NOT_FOUND("RegistryNotFoundException", 404),
  REGISTRY_POLICY_NOT_FOUND("RegistryPolicyNotFoundException", 404),
  REPOSITORY_ALREADY_EXISTS("RepositoryAlreadyExistsException", 409),
  REPOSITORY_NOT_EMPTY("RepositoryNotEmptyException", 409),
  REPOSITORY_NOT_FOUND("RepositoryNotFoundException", 404),
  REPOSITORY_POLICY_NOT_FOUND("RepositoryPolicyNotFoundException", 404),
  REQUEST_EXPIRED("RequestExpired", 400),
  REQUEST_TIMEOUT("RequestTimeout", 408),
  REQUEST_TOO_LARGE("RequestEntityTooLarge", 413),
  SERIALIZATION("SerializationException", 400),
  SERVICE_UNAVAILABLE("ServiceUnavailable", 503),
  SIGNATURE_DOES_NOT_MATCH("SignatureDoesNotMatch", 403),
  TEMPLATE_ALREADY_EXISTS("TemplateAlreadyExistsException", 409),
  TEMPLATE_NOT_FOUND("TemplateNotFoundException", 404),
  THROTTLING("Throttling", 429),
  TOO_MANY_TAGS("TooManyTagsException", 400),
  UNKNOWN_OPERATION("UnknownOperationException", 404),
  UNMODIFIABLE_ENTITY("UnmodifiableEntity", 400),
  UNSUPPORTED_OPERATION("UnsupportedOperation", 400),
  UPLOAD_NOT_FOUND("UploadNotFoundException", 404),
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
    return because(message, Tree.Members.NONE);
  }

  /** The same with the further members that this error has. */
  public AwsException because(String message, Tree.Members details) {
    return new AwsException(this, message, details);
  }
}
