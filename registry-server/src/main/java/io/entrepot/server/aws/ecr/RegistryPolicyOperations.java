package io.entrepot.server.aws.ecr;

import io.entrepot.auth.decide.EcrAction;
import io.entrepot.auth.policy.PolicyKind;
import io.entrepot.server.aws.Asker;
import io.entrepot.server.aws.AwsError;
import io.entrepot.server.aws.Call;
import io.entrepot.server.aws.Input;
import io.entrepot.server.aws.Operation;
import io.entrepot.server.aws.Tree.Members;
import io.entrepot.server.aws.registry.PolicyTexts;
import io.entrepot.server.aws.registry.Registries;
import io.entrepot.storage.oci.RegistryId;
import io.entrepot.storage.registry.Governance;
import java.util.List;

/** Operations on the policy of the caller's registry (ECR API reference). */
final class RegistryPolicyOperations {
  private final Governance governance;
  private final PolicyTexts texts;

  RegistryPolicyOperations(Governance governance, PolicyTexts texts) {
    this.governance = governance;
    this.texts = texts;
  }

  List<Operation> all() {
    return List.of(
        new Operation("PutRegistryPolicy", this::put),
        new Operation("GetRegistryPolicy", this::get),
        new Operation("DeleteRegistryPolicy", this::delete));
  }

  private Call put(Asker asker, Input input) {
    RegistryId registry = Registries.PRIVATE.registry(asker.account());
    String text = input.text("policyText");
    return Call.needing(Registries.may(EcrAction.PUT_REGISTRY_POLICY, asker.account()))
        .gives(() -> {
          String kept = texts.kept(text, PolicyKind.REGISTRY);
          governance.setPolicy(registry, kept);
          return shape(registry, kept);
        });
  }

  private Call get(Asker asker, Input input) {
    RegistryId registry = Registries.PRIVATE.registry(asker.account());
    return Call.needing(Registries.may(EcrAction.GET_REGISTRY_POLICY, asker.account()))
        .gives(() -> shape(registry, policy(registry)));
  }

  private Call delete(Asker asker, Input input) {
    RegistryId registry = Registries.PRIVATE.registry(asker.account());
    return Call.needing(Registries.may(EcrAction.DELETE_REGISTRY_POLICY, asker.account()))
        .gives(() -> {
          Members deleted = shape(registry, policy(registry));
          governance.deletePolicy(registry);
          return deleted;
        });
  }

  private Members shape(RegistryId registry, String kept) {
    return Members.of("registryId", registry.value()).and("policyText", texts.shown(kept));
  }

  private String policy(RegistryId registry) {
    return governance
        .of(registry)
        .policy()
        .orElseThrow(() ->
            AwsError.REGISTRY_POLICY_NOT_FOUND.because(
                "Registry policy does not exist in the registry with id '" + registry + "'"));
  }
}
