package io.entrepot.auth.identity;

/** Carries an {@link IdentityFailure}. */
public final class IdentityException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient IdentityFailure failure;

  IdentityException(IdentityFailure failure) {
    super(failure.code() + ": " + failure.message());
    this.failure = failure;
  }

  public IdentityFailure failure() {
    return failure;
  }
}
