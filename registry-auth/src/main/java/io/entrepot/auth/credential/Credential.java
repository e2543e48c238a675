package io.entrepot.auth.credential;

/**
 * By what a principal has proved who it is, without the secret: once it is gone, so is the proof.
 */
public sealed interface Credential {
  /**
   * A password.
   *
   * @param version counts the principal's passwords, so that a changed one ends what the last began
   */
  record Password(long version) implements Credential {}

  /** An access key, by its id. */
  record AccessKey(String id) implements Credential {}

  /**
   * The token of an identity provider.
   *
   * @param provider its ARN
   */
  record WebIdentity(String provider) implements Credential {}
}
