package io.entrepot.server.aws.ecr;

import io.entrepot.auth.decide.EcrAction;
import io.entrepot.server.aws.Asker;
import io.entrepot.server.aws.Call;
import io.entrepot.server.aws.Input;
import io.entrepot.server.aws.Operation;
import io.entrepot.server.aws.Tree.Members;
import io.entrepot.server.aws.lifecycle.LifecycleTexts;
import io.entrepot.server.aws.registry.Registries;
import io.entrepot.storage.failure.StorageException;
import io.entrepot.storage.failure.StorageFailure;
import io.entrepot.storage.oci.RepositoryKey;
import io.entrepot.storage.registry.LifecyclePolicies;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Operations on the lifecycle policies of repositories (ECR API reference). */
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
    String text = LifecycleTexts.checked(input.text("lifecyclePolicyText"));
    return Call.needing(Registries.may(EcrAction.PUT_LIFECYCLE_POLICY, key))
        .gives(() -> {
          policies.put(key, text);
          return shape(key, text);
        });
  }

  private Call get(Asker asker, Input input) {
    RepositoryKey key = Registries.PRIVATE.repository(asker, input);
    return Call.needing(Registries.may(EcrAction.GET_LIFECYCLE_POLICY, key))
        .gives(() -> evaluated(key, found(key, () -> policies.get(key))));
  }

  private Call delete(Asker asker, Input input) {
    RepositoryKey key = Registries.PRIVATE.repository(asker, input);
    return Call.needing(Registries.may(EcrAction.DELETE_LIFECYCLE_POLICY, key))
        .gives(() -> {
          Optional<Instant> evaluated = policies.lastEvaluated(key);
          return withTime(shape(key, found(key, () -> policies.delete(key))), evaluated);
        });
  }

  private static String found(RepositoryKey key, Supplier<String> work) {
    try {
      return work.get();
    } catch (StorageException e) {
      if (e.failure() instanceof StorageFailure.LifecyclePolicyUnknown) {
        throw LifecycleTexts.absent(key);
      }
      throw e;
    }
  }

  private Members evaluated(RepositoryKey key, String text) {
    return withTime(shape(key, text), policies.lastEvaluated(key));
  }

  private static Members withTime(Members shape, Optional<Instant> evaluated) {
    return evaluated.map(at -> shape.and("lastEvaluatedAt", at)).orElse(shape);
  }

  private static Members shape(RepositoryKey key, String text) {
    return Registries.shape(key).and("lifecyclePolicyText", text);
  }
}
