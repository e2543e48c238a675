package io.entrepot.server.aws.sts;

import io.entrepot.auth.federation.FederationException;

/** The errors of AWS STS, with the status of each (API reference, AssumeRoleWithWebIdentity). */
enum StsError {
  INVALID_IDENTITY_TOKEN("InvalidIdentityToken", 400),
  EXPIRED_TOKEN("ExpiredTokenException", 400),
  IDP_COMMUNICATION_ERROR("IDPCommunicationError", 400),
  ACCESS_DENIED("AccessDenied", 403),
  VALIDATION_ERROR("ValidationError", 400),
  MALFORMED_POLICY_DOCUMENT("MalformedPolicyDocument", 400),
  PACKED_POLICY_TOO_LARGE("PackedPolicyTooLarge", 400),
  THROTTLING("Throttling", 400);

  private final String code;
  private final int status;

  StsError(String code, int status) {
    this.code = code;
    this.status = status;
  }

  String code() {
    return code;
  }

  int status() {
    return status;
  }

  static StsError of(FederationException.Kind kind) {
    return switch (kind) {
      case INVALID_TOKEN -> INVALID_IDENTITY_TOKEN;
      case EXPIRED -> EXPIRED_TOKEN;
      case ISSUER_AWAY -> IDP_COMMUNICATION_ERROR;
      case NOT_TRUSTED -> ACCESS_DENIED;
      case INVALID_REQUEST -> VALIDATION_ERROR;
      case MALFORMED_POLICY -> MALFORMED_POLICY_DOCUMENT;
      case POLICY_TOO_LARGE -> PACKED_POLICY_TOO_LARGE;
    };
  }
}
