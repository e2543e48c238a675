package io.entrepot.auth.decide;

/** The actions of Amazon ECR, as its service authorisation reference names them. */
public enum EcrAction implements Action {
  BATCH_CHECK_LAYER_AVAILABILITY("ecr:BatchCheckLayerAvailability"),
  BATCH_DELETE_IMAGE("ecr:BatchDeleteImage"),
  BATCH_GET_IMAGE("ecr:BatchGetImage"),
  COMPLETE_LAYER_UPLOAD("ecr:CompleteLayerUpload"),
  CREATE_REPOSITORY("ecr:CreateRepository"),
  DELETE_REGISTRY_POLICY("ecr:DeleteRegistryPolicy"),
  DELETE_REPOSITORY_POLICY("ecr:DeleteRepositoryPolicy"),
  DESCRIBE_REPOSITORIES("ecr:DescribeRepositories"),
  GET_DOWNLOAD_URL_FOR_LAYER("ecr:GetDownloadUrlForLayer"),
  GET_REGISTRY_POLICY("ecr:GetRegistryPolicy"),
  GET_REPOSITORY_POLICY("ecr:GetRepositoryPolicy"),
  INITIATE_LAYER_UPLOAD("ecr:InitiateLayerUpload"),
  LIST_IMAGES("ecr:ListImages"),
  PUT_IMAGE("ecr:PutImage"),
  PUT_REGISTRY_POLICY("ecr:PutRegistryPolicy"),
  SET_REPOSITORY_POLICY("ecr:SetRepositoryPolicy"),
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
