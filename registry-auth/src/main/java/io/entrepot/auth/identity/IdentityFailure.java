package io.entrepot.auth.identity;

/** Why something about identities was not done (AWS IAM API reference, common errors). */
public sealed interface IdentityFailure {
  /** In AWS's words, for the client; holds no secret. */
  String message();

  /** AWS's name of the error. */
  default String code() {
    return getClass().getSimpleName();
  }

  default IdentityException exception() {
    return new IdentityException(this);
  }

  record NoSuchEntity(String message) implements IdentityFailure {}

  record EntityAlreadyExists(String message) implements IdentityFailure {}

  /** Other things hang on it. */
  record DeleteConflict(String message) implements IdentityFailure {}

  /** A quota is used up. */
  record LimitExceeded(String message) implements IdentityFailure {}

  record MalformedPolicyDocument(String message) implements IdentityFailure {}

  /** A value breaks a rule. */
  record InvalidInput(String message) implements IdentityFailure {}

  /** It is built in. */
  record UnmodifiableEntity(String message) implements IdentityFailure {}

  /** A session's policies and tags do not fit its credentials. */
  record PackedPolicyTooLarge(String message) implements IdentityFailure {}

  /** The password is too short or too long. */
  record PasswordPolicyViolation(String message) implements IdentityFailure {}
}
