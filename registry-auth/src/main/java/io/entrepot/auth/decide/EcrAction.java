package io.entrepot.auth.decide;

/** The actions of Amazon ECR, as its service authorisation reference names them. */
public enum EcrAction implements Action {
  BATCH_CHECK_LAYER_AVAILABILITY("ecr:BatchCheckLayerAvailability"),
  BATCH_DELETE_IMAGE("ecr:BatchDeleteImage"),
  BATCH_GET_IMAGE("ecr:BatchGetImage"),
  COMPLETE_LAYER_UPLOAD("ecr:CompleteLayerUpload"),
  CREATE_REPOSITORY("ecr:CreateRepository"),
  CREATE_REPOSITORY_CREATION_TEMPLATE("ecr:CreateRepositoryCreationTemplate"),
  DELETE_LIFECYCLE_POLICY("ecr:DeleteLifecyclePolicy"),
  DELETE_REGISTRY_POLICY("ecr:DeleteRegistryPolicy"),
  DELETE_REPOSITORY("ecr:DeleteRepository"),
  DELETE_REPOSITORY_CREATION_TEMPLATE("ecr:DeleteRepositoryCreationTemplate"),
  DELETE_REPOSITORY_POLICY("ecr:DeleteRepositoryPolicy"),
  DEREGISTER_PULL_TIME_UPDATE_EXCLUSION("ecr:DeregisterPullTimeUpdateExclusion"),
  DESCRIBE_IMAGES("ecr:DescribeImages"),
  DESCRIBE_REGISTRY("ecr:DescribeRegistry"),
  DESCRIBE_REPOSITORIES("ecr:DescribeRepositories"),
  DESCRIBE_REPOSITORY_CREATION_TEMPLATES("ecr:DescribeRepositoryCreationTemplates"),
  GET_ACCOUNT_SETTING("ecr:GetAccountSetting"),
  GET_AUTHORIZATION_TOKEN("ecr:GetAuthorizationToken"),
  GET_DOWNLOAD_URL_FOR_LAYER("ecr:GetDownloadUrlForLayer"),
  GET_LIFECYCLE_POLICY("ecr:GetLifecyclePolicy"),
  GET_LIFECYCLE_POLICY_PREVIEW("ecr:GetLifecyclePolicyPreview"),
  GET_REGISTRY_POLICY("ecr:GetRegistryPolicy"),
  GET_REPOSITORY_POLICY("ecr:GetRepositoryPolicy"),
  INITIATE_LAYER_UPLOAD("ecr:InitiateLayerUpload"),
  LIST_IMAGES("ecr:ListImages"),
  LIST_PULL_TIME_UPDATE_EXCLUSIONS("ecr:ListPullTimeUpdateExclusions"),
  LIST_TAGS_FOR_RESOURCE("ecr:ListTagsForResource"),
  PUT_ACCOUNT_SETTING("ecr:PutAccountSetting"),
  PUT_IMAGE("ecr:PutImage"),
  PUT_IMAGE_SCANNING_CONFIGURATION("ecr:PutImageScanningConfiguration"),
  PUT_IMAGE_TAG_MUTABILITY("ecr:PutImageTagMutability"),
  PUT_LIFECYCLE_POLICY("ecr:PutLifecyclePolicy"),
  PUT_REGISTRY_POLICY("ecr:PutRegistryPolicy"),
  REGISTER_PULL_TIME_UPDATE_EXCLUSION("ecr:RegisterPullTimeUpdateExclusion"),
  SET_REPOSITORY_POLICY("ecr:SetRepositoryPolicy"),
  START_LIFECYCLE_POLICY_PREVIEW("ecr:StartLifecyclePolicyPreview"),
  TAG_RESOURCE("ecr:TagResource"),
  UNTAG_RESOURCE("ecr:UntagResource"),
  UPDATE_REPOSITORY_CREATION_TEMPLATE("ecr:UpdateRepositoryCreationTemplate"),
  UPLOAD_LAYER_PART("ecr:UploadLayerPart");

  private final String iamName;

  EcrAction(String iamName) {
    this.iamName = iamName;
  }

  @Override
  public String iamName() {
    return iamName;
  }
}
