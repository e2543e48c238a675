package io.entrepot.server.aws.ecr;

import io.entrepot.auth.decide.EcrAction;
import io.entrepot.lifecycle.rule.LifecyclePolicy;
import io.entrepot.lifecycle.rule.LifecyclePolicyException;
import io.entrepot.server.aws.Asker;
import io.entrepot.server.aws.AwsError;
import io.entrepot.server.aws.Call;
import io.entrepot.server.aws.Input;
import io.entrepot.server.aws.Operation;
import io.entrepot.server.aws.Tree.Members;
import io.entrepot.server.aws.registry.Registries;
import io.entrepot.storage.failure.StorageException;
import io.entrepot.storage.failure.StorageFailure;
import io.entrepot.storage.oci.RepositoryKey;
import io.entrepot.storage.registry.LifecyclePolicies;
import java.util.List;
import java.util.function.Supplier;

/** Operations on the lifecycle policies of repositories, which are kept (ECR API reference). */
final class LifecycleOperations {
  private final LifecyclePolicies policies;

  LifecycleOperations(LifecyclePolicies policies) {
    this.policies = policies;
  }

  List<Operation> all() {
    return List.of(
        new Operation("PutLifecyclePolicy", this::put),
        new Operation("GetLifecyclePolicy", this::get),
        new Operation("DeleteLifecyclePolicy", this::delete));
  }

  private Call put(Asker asker, Input input) {
    RepositoryKey key = Registries.PRIVATE.repository(asker, input);
    String text = checked(input.text("lifecyclePolicyText"));
    return Call.needing(Registries.may(EcrAction.PUT_LIFECYCLE_POLICY, key))
        .gives(() -> {
          policies.put(key, text);
          return shape(key, text);
        });
  }

  private Call get(Asker asker, Input input) {
    RepositoryKey key = Registries.PRIVATE.repository(asker, input);
    return Call.needing(Registries.may(EcrAction.GET_LIFECYCLE_POLICY, key))
        .gives(() -> shape(key, found(key, () -> policies.get(key))));
  }

  private Call delete(Asker asker, Input input) {
    RepositoryKey key = Registries.PRIVATE.repository(asker, input);
    return Call.needing(Registries.may(EcrAction.DELETE_LIFECYCLE_POLICY, key))
        .gives(() -> shape(key, found(key, () -> policies.delete(key))));
  }

  /** Refuses what is no lifecycle policy, and says where. */
  static String checked(String text) {
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

  private static String found(RepositoryKey key, Supplier<String> work) {
    try {
      return work.get();
    } catch (StorageException e) {
      if (e.failure() instanceof StorageFailure.LifecyclePolicyUnknown) {
        throw AwsError.LIFECYCLE_POLICY_NOT_FOUND.because(
            "Lifecycle policy does not exist for the repository with name '"
                + key.name()
                + "' in the registry with id '"
                + key.registry().account()
                + "'");
      }
      throw e;
    }
  }

  private static Members shape(RepositoryKey key, String text) {
    return Registries.shape(key).and("lifecyclePolicyText", text);
  }
}
