package io.entrepot.auth.decide;

import io.entrepot.auth.policy.pattern.Arn;
import java.util.Optional;

/**
 * What policies call a resource (service authorisation reference, Amazon ECR, Amazon ECR Public,
 * AWS IAM).
 */
public final class ResourceNames {
  private static final String PUBLIC = "ecr-public";

  private ResourceNames() {}

  /** Empty for a registry or an account as a whole, which policies call {@code *}. */
  public static Optional<Arn> arn(Resource resource, String region) {
    return switch (resource) {
      case Resource.Repository repository ->
          Optional.of(
              Arn.of(
                  "ecr", region, repository.account().value(), "repository/" + repository.name()));
      case Resource.Registry registry -> Optional.empty();
      case Resource.PublicRepository repository ->
          Optional.of(
              Arn.of(PUBLIC, "", repository.account().value(), "repository/" + repository.name()));
      case Resource.PublicRegistry registry ->
          Optional.of(
              Arn.of(PUBLIC, "", registry.account().value(), "registry/" + registry.account()));
      case Resource.Account account -> Optional.empty();
      case Resource.Identity identity ->
          Optional.of(Arn.of("iam", "", identity.account().value(), identity.path()));
      case Resource.AssumableRole role ->
          Optional.of(Arn.of("iam", "", role.account().value(), "role/" + role.path()));
      case Resource.FederatedUser user ->
          Optional.of(Arn.of("sts", "", user.account().value(), "federated-user/" + user.name()));
      case Resource.BuiltInPolicy policy ->
          Optional.of(Arn.of("iam", "", "aws", "policy/" + policy.name()));
    };
  }

  /** The ARN, or {@code *}. */
  public static String text(Resource resource, String region) {
    return arn(resource, region).map(Arn::toString).orElse("*");
  }
}
