package io.entrepot.auth.signature;

/**
 * Why a signature proves nothing. The kinds are those that AWS tells apart (AWS general reference,
 * "Common errors"); the names differ by protocol and are given by whoever answers.
 */
public sealed interface SignatureFailure {
  /** One sentence for the sender, in AWS's words where they are known. */
  String message();

  /** The exception that carries it. */
  default SignatureFailedException exception() {
    return new SignatureFailedException(this);
  }

  /** The request is not signed: {@code MissingAuthenticationToken[Exception]}. */
  record Missing() implements SignatureFailure {
    @Override
    public String message() {
      return "Missing Authentication Token";
    }
  }

  /** Something that a signature needs is not there or malformed: {@code IncompleteSignature}. */
  record Incomplete(String message) implements SignatureFailure {}

  /** {@code InvalidClientTokenId} (Query) or {@code UnrecognizedClientException} (JSON). */
  record UnknownKey() implements SignatureFailure {
    @Override
    public String message() {
      return "The security token included in the request is invalid.";
    }
  }

  /** {@code SignatureDoesNotMatch} (Query) or {@code InvalidSignatureException} (JSON). */
  record Mismatch(String message) implements SignatureFailure {}

  /**
   * It was signed too long ago, or will be: to AWS's APIs a mismatch like the others; a presigned
   * request whose time is over may be called {@code RequestExpired}.
   *
   * @param presigned whether the request itself said how long it holds
   */
  record OutOfTime(String message, boolean presigned) implements SignatureFailure {}

  /** The temporary key has ended: {@code ExpiredToken[Exception]}. */
  record ExpiredToken() implements SignatureFailure {
    @Override
    public String message() {
      return "The security token included in the request is expired";
    }
  }

  static SignatureFailedException incomplete(String message) {
    return new Incomplete(message).exception();
  }

  static SignatureFailedException mismatch(String message) {
    return new Mismatch(message).exception();
  }
}
