package io.entrepot.storage.failure;

/** Carries an expected failure of the store to whoever answers for it. Has no stack trace. */
public final class StorageException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient StorageFailure failure;

  public StorageException(StorageFailure failure) {
    super(failure.message(), null, false, false);
    this.failure = failure;
  }

  public StorageFailure failure() {
    return failure;
  }
}
