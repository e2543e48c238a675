package io.entrepot.auth.signature;

/** Carries a {@link SignatureFailure}. */
public final class SignatureFailedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient SignatureFailure failure;

  SignatureFailedException(SignatureFailure failure) {
    // Senders of bad signatures are not bugs: a trace would only cost.
    super(failure.message(), null, false, false);
    this.failure = failure;
  }

  public SignatureFailure failure() {
    return failure;
  }
}
