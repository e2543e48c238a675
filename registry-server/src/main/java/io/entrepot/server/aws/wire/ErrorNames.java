package io.entrepot.server.aws.wire;

import io.entrepot.server.aws.AwsError;

/**
 * What each protocol calls an error and answers with it (AWS general reference, "Common errors"; in
 * the models {@code error.code} for Query, the name of the shape for JSON).
 */
final class ErrorNames {
  private static final String EXCEPTION = "Exception";
  private static final int SERVER_ERRORS = 500;

  private ErrorNames() {}

  /** Of AWS JSON. */
  static String json(AwsError error) {
    return switch (error) {
      case INVALID_CLIENT_TOKEN_ID -> "UnrecognizedClientException";
      case SIGNATURE_DOES_NOT_MATCH, REQUEST_EXPIRED -> "InvalidSignatureException";
      case VALIDATION, INVALID_INPUT, MALFORMED_POLICY_DOCUMENT -> "InvalidParameterException";
      case INTERNAL_FAILURE -> "ServerException";
      case INVALID_ACTION -> AwsError.UNKNOWN_OPERATION.code();
      default -> error.code().endsWith(EXCEPTION) ? error.code() : error.code() + EXCEPTION;
    };
  }

  /** Of AWS JSON, where clients tell errors apart by their names alone. */
  static int jsonStatus(AwsError error) {
    return switch (error) {
      case REQUEST_TIMEOUT, REQUEST_TOO_LARGE -> error.status();
      default -> error.status() < SERVER_ERRORS ? 400 : error.status();
    };
  }

  /** Of AWS Query. */
  static String query(AwsError error) {
    return switch (error) {
      case UNKNOWN_OPERATION -> AwsError.INVALID_ACTION.code();
      case UNSUPPORTED_OPERATION -> error.code() + EXCEPTION;
      default -> error.code();
    };
  }

  static int queryStatus(AwsError error) {
    return switch (error) {
      case INVALID_CLIENT_TOKEN_ID, MISSING_AUTHENTICATION_TOKEN -> 403;
      case THROTTLING, UNKNOWN_OPERATION -> 400;
      default -> error.status();
    };
  }
}
