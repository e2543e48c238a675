package io.entrepot.server.aws.lifecycle;

import io.entrepot.auth.decide.EntrepotAction;
import io.entrepot.auth.decide.Permission;
import io.entrepot.auth.decide.Resource;
import io.entrepot.auth.principal.AccountId;
import io.entrepot.server.aws.Asker;
import io.entrepot.server.aws.AwsError;
import io.entrepot.server.aws.Call;
import io.entrepot.server.aws.Input;
import io.entrepot.server.aws.Operation;
import io.entrepot.server.aws.Tree.Members;
import io.entrepot.server.aws.registry.Registries;
import io.entrepot.storage.oci.RegistryId;
import io.entrepot.storage.registry.LifecyclePolicies;
import java.util.List;
import java.util.Optional;

/** Operations on the lifecycle policy of a registry's repositories that have none of their own. */
final class DefaultPolicyOperations {
  private final LifecyclePolicies policies;

  DefaultPolicyOperations(LifecyclePolicies policies) {
    this.policies = policies;
  }

  List<Operation> all() {
    return List.of(
        new Operation("GetDefaultLifecyclePolicy", this::get),
        new Operation("PutDefaultLifecyclePolicy", this::put),
        new Operation("DeleteDefaultLifecyclePolicy", this::delete));
  }

  private Call get(Asker asker, Input input) {
    RegistryId registry = Registries.PRIVATE.registry(asker.account());
    return needing(EntrepotAction.GET_DEFAULT_LIFECYCLE_POLICY, asker.account())
        .gives(() -> shape(registry, policies.ofRegistry(registry)));
  }

  private Call put(Asker asker, Input input) {
    RegistryId registry = Registries.PRIVATE.registry(asker.account());
    String text = LifecycleTexts.checked(input.text("lifecyclePolicyText"));
    return needing(EntrepotAction.PUT_DEFAULT_LIFECYCLE_POLICY, asker.account())
        .gives(() -> {
          policies.putOfRegistry(registry, text);
          return shape(registry, Optional.of(text));
        });
  }

  private Call delete(Asker asker, Input input) {
    RegistryId registry = Registries.PRIVATE.registry(asker.account());
    return needing(EntrepotAction.DELETE_DEFAULT_LIFECYCLE_POLICY, asker.account())
        .gives(() -> shape(registry, policies.deleteOfRegistry(registry)));
  }

  private static Call.Needing needing(EntrepotAction action, AccountId account) {
    return Call.needing(new Permission(action, new Resource.Registry(account)));
  }

  private static Members shape(RegistryId registry, Optional<String> text) {
    return Members.of("registryId", registry.account())
        .and(
            "lifecyclePolicyText",
            text.orElseThrow(() ->
                AwsError.LIFECYCLE_POLICY_NOT_FOUND.because(
                    "Default lifecycle policy does not exist for the registry with id '"
                        + registry.account()
                        + "'")));
  }
}
