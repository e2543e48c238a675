package io.entrepot.auth.decide;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The actions of Amazon ECR Public, as its service authorisation reference names them. Those that
 * Amazon ECR has too are constants of the same name there. To pull takes none.
 */
public enum EcrPublicAction implements Action {
  BATCH_CHECK_LAYER_AVAILABILITY("ecr-public:BatchCheckLayerAvailability"),
  BATCH_DELETE_IMAGE("ecr-public:BatchDeleteImage"),
  COMPLETE_LAYER_UPLOAD("ecr-public:CompleteLayerUpload"),
  CREATE_REPOSITORY("ecr-public:CreateRepository"),
  DELETE_REPOSITORY("ecr-public:DeleteRepository"),
  DELETE_REPOSITORY_POLICY("ecr-public:DeleteRepositoryPolicy"),
  DESCRIBE_IMAGE_TAGS("ecr-public:DescribeImageTags"),
  DESCRIBE_IMAGES("ecr-public:DescribeImages"),
  DESCRIBE_REGISTRIES("ecr-public:DescribeRegistries"),
  DESCRIBE_REPOSITORIES("ecr-public:DescribeRepositories"),
  GET_AUTHORIZATION_TOKEN("ecr-public:GetAuthorizationToken"),
  GET_REGISTRY_CATALOG_DATA("ecr-public:GetRegistryCatalogData"),
  GET_REPOSITORY_CATALOG_DATA("ecr-public:GetRepositoryCatalogData"),
  GET_REPOSITORY_POLICY("ecr-public:GetRepositoryPolicy"),
  INITIATE_LAYER_UPLOAD("ecr-public:InitiateLayerUpload"),
  LIST_TAGS_FOR_RESOURCE("ecr-public:ListTagsForResource"),
  PUT_IMAGE("ecr-public:PutImage"),
  PUT_REGISTRY_CATALOG_DATA("ecr-public:PutRegistryCatalogData"),
  PUT_REPOSITORY_CATALOG_DATA("ecr-public:PutRepositoryCatalogData"),
  SET_REPOSITORY_POLICY("ecr-public:SetRepositoryPolicy"),
  TAG_RESOURCE("ecr-public:TagResource"),
  UNTAG_RESOURCE("ecr-public:UntagResource"),
  UPLOAD_LAYER_PART("ecr-public:UploadLayerPart");

  private static final Map<String, EcrAction> PRIVATE =
      Arrays.stream(EcrAction.values()).collect(Collectors.toUnmodifiableMap(Enum::name, e -> e));

  private final String iamName;

  EcrPublicAction(String iamName) {
    this.iamName = iamName;
  }

  /**
   * The one that does in a public registry what this does in a private one.
   *
   * @throws IllegalArgumentException when there is none
   */
  public static EcrPublicAction like(EcrAction action) {
    return valueOf(action.name());
  }

  /** The one that does the same in a private registry, if there is one. */
  public Optional<EcrAction> inPrivate() {
    return Optional.ofNullable(PRIVATE.get(name()));
  }

  @Override
  public String iamName() {
    return iamName;
  }
}
