package io.entrepot.auth.decide;

/** The actions of AWS STS that are here, as its service authorisation reference names them. */
public enum StsAction implements Action {
  ASSUME_ROLE("sts:AssumeRole"),
  ASSUME_ROLE_WITH_WEB_IDENTITY("sts:AssumeRoleWithWebIdentity"),
  DECODE_AUTHORIZATION_MESSAGE("sts:DecodeAuthorizationMessage"),
  GET_ACCESS_KEY_INFO("sts:GetAccessKeyInfo"),
  GET_FEDERATION_TOKEN("sts:GetFederationToken"),
  /** Asked beside ECR Public's own action before it gives a password. */
  GET_SERVICE_BEARER_TOKEN("sts:GetServiceBearerToken"),
  GET_SESSION_TOKEN("sts:GetSessionToken"),
  /** Asked beside the others when the session is to have tags. */
  TAG_SESSION("sts:TagSession");

  private final String iamName;

  StsAction(String iamName) {
    this.iamName = iamName;
  }

  @Override
  public String iamName() {
    return iamName;
  }
}
