package io.entrepot.auth.token;

import io.entrepot.auth.decide.Action;
import io.entrepot.auth.decide.EcrAction;
import io.entrepot.auth.decide.EcrPublicAction;
import io.entrepot.auth.decide.EntrepotAction;
import io.entrepot.auth.decide.IamAction;
import io.entrepot.auth.decide.NamedAction;
import io.entrepot.auth.decide.OrganizationsAction;
import io.entrepot.auth.decide.StsAction;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * The actions that docker's token scopes know on a repository (distribution, token scope
 * documentation), and the one place that tells which of them an action of ECR needs.
 */
public enum RepositoryRight {
  PULL,
  PUSH,
  DELETE;

  private static final Set<RepositoryRight> PULL_OR_PUSH = Set.copyOf(EnumSet.of(PULL, PUSH));

  /** The word in a scope. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  static Optional<RepositoryRight> of(String word) {
    return switch (word) {
      case "pull" -> Optional.of(PULL);
      case "push" -> Optional.of(PUSH);
      case "delete" -> Optional.of(DELETE);
      default -> Optional.empty();
    };
  }

  /** Any of these lets the action through; none does when it is no action of the OCI protocol. */
  static Set<RepositoryRight> anyFor(Action action) {
    return inPrivate(action).map(RepositoryRight::anyFor).orElse(Set.of());
  }

  /** The rights are the same in either registry. */
  private static Optional<EcrAction> inPrivate(Action action) {
    return switch (action) {
      case EcrAction ecr -> Optional.of(ecr);
      case EcrPublicAction open -> open.inPrivate();
      case EntrepotAction own -> Optional.empty();
      case IamAction iam -> Optional.empty();
      case NamedAction named -> Optional.empty();
      case OrganizationsAction organizations -> Optional.empty();
      case StsAction sts -> Optional.empty();
    };
  }

  private static Set<RepositoryRight> anyFor(EcrAction action) {
    return switch (action) {
      case BATCH_GET_IMAGE, GET_DOWNLOAD_URL_FOR_LAYER, LIST_IMAGES -> Set.of(PULL);
      case BATCH_CHECK_LAYER_AVAILABILITY -> PULL_OR_PUSH;
      case INITIATE_LAYER_UPLOAD,
          UPLOAD_LAYER_PART,
          COMPLETE_LAYER_UPLOAD,
          PUT_IMAGE,
          CREATE_REPOSITORY ->
          Set.of(PUSH);
      case BATCH_DELETE_IMAGE -> Set.of(DELETE);
      case CREATE_REPOSITORY_CREATION_TEMPLATE,
          DELETE_LIFECYCLE_POLICY,
          DELETE_REGISTRY_POLICY,
          DELETE_REPOSITORY,
          DELETE_REPOSITORY_CREATION_TEMPLATE,
          DELETE_REPOSITORY_POLICY,
          DEREGISTER_PULL_TIME_UPDATE_EXCLUSION,
          DESCRIBE_IMAGES,
          DESCRIBE_REGISTRY,
          DESCRIBE_REPOSITORIES,
          DESCRIBE_REPOSITORY_CREATION_TEMPLATES,
          GET_ACCOUNT_SETTING,
          GET_AUTHORIZATION_TOKEN,
          GET_LIFECYCLE_POLICY,
          GET_LIFECYCLE_POLICY_PREVIEW,
          GET_REGISTRY_POLICY,
          GET_REPOSITORY_POLICY,
          LIST_PULL_TIME_UPDATE_EXCLUSIONS,
          LIST_TAGS_FOR_RESOURCE,
          PUT_ACCOUNT_SETTING,
          PUT_IMAGE_SCANNING_CONFIGURATION,
          PUT_IMAGE_TAG_MUTABILITY,
          PUT_LIFECYCLE_POLICY,
          PUT_REGISTRY_POLICY,
          REGISTER_PULL_TIME_UPDATE_EXCLUSION,
          SET_REPOSITORY_POLICY,
          START_LIFECYCLE_POLICY_PREVIEW,
          TAG_RESOURCE,
          UNTAG_RESOURCE,
          UPDATE_REPOSITORY_CREATION_TEMPLATE ->
          Set.of();
    };
  }

  /** What a client is told to ask for, so that the action is within the scope. */
  static String asked(Action action) {
    Set<RepositoryRight> any = anyFor(action);
    if (any.contains(PUSH)) {
      return "pull,push";
    }
    return any.contains(PULL) ? "pull" : "delete";
  }
}
