package io.entrepot.auth.decide;

import io.entrepot.auth.decide.Evaluation.Layer;
import io.entrepot.auth.decide.Evaluation.Outcome;

/**
 * Refusals in AWS's words (IAM user guide, Troubleshoot access denied error messages,
 * docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot_access-denied.html).
 */
final class RefusalWords {
  private RefusalWords() {}

  static String of(Caller caller, Permission permission, String region, Evaluation evaluation) {
    String action = permission.action().iamName();
    return opening(caller, permission, region)
        + (evaluation.outcome() == Outcome.EXPLICIT_DENY
            ? " with an explicit deny in " + denying(evaluation.layer())
            : " because no " + kind(evaluation.layer()) + " allows the " + action + " action");
  }

  static String outsideScope(Caller caller, Permission permission, String region) {
    return opening(caller, permission, region)
        + " because the credential was not issued for the "
        + permission.action().iamName()
        + " action on it";
  }

  private static String opening(Caller caller, Permission permission, String region) {
    return "User: "
        + caller.principal().arn()
        + " is not authorized to perform: "
        + permission.action().iamName()
        + " on resource: "
        + ResourceNames.text(permission.resource(), region);
  }

  private static String kind(Layer layer) {
    return switch (layer) {
      case ROOT, IDENTITY -> "identity-based policy";
      case RESOURCE -> "resource-based policy";
      case BOUNDARY -> "permissions boundary";
      case SESSION -> "session policy";
      case TRUST -> "role trust policy";
      case SCOPE, OPENNESS -> "scope of the credential";
    };
  }

  private static String denying(Layer layer) {
    return switch (layer) {
      case ROOT, IDENTITY -> "an identity-based policy";
      case RESOURCE -> "a resource-based policy";
      case BOUNDARY -> "a permissions boundary";
      case SESSION -> "a session policy";
      case TRUST -> "the role trust policy";
      case SCOPE, OPENNESS -> "the scope of the credential";
    };
  }
}
