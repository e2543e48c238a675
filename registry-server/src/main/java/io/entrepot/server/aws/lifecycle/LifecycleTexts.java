package io.entrepot.server.aws.lifecycle;

import io.entrepot.lifecycle.rule.LifecyclePolicy;
import io.entrepot.lifecycle.rule.LifecyclePolicyException;
import io.entrepot.server.aws.AwsError;
import io.entrepot.storage.oci.RepositoryKey;

/** The texts of lifecycle policies, as requests bring them. */
public final class LifecycleTexts {
  private LifecycleTexts() {}

  /** Refuses what is no lifecycle policy, and says where. */
  public static String checked(String text) {
    try {
      LifecyclePolicy.parse(text);
      return text;
    } catch (LifecyclePolicyException e) {
      throw AwsError.INVALID_PARAMETER.because(
          "Invalid parameter at 'LifecyclePolicyText' failed to satisfy constraint: 'Lifecycle"
              + " policy validation failure: "
              + e.getMessage()
              + "'"
              + (e.place().isEmpty() ? "" : " (at " + e.place() + ")"));
    }
  }

  /** A repository has none. */
  public static RuntimeException absent(RepositoryKey key) {
    return AwsError.LIFECYCLE_POLICY_NOT_FOUND.because(
        "Lifecycle policy does not exist for " + named(key));
  }

  /** A repository in the words of ECR's messages. */
  public static String named(RepositoryKey key) {
    return "the repository with name '"
        + key.name()
        + "' in the registry with id '"
        + key.registry().account()
        + "'";
  }
}
