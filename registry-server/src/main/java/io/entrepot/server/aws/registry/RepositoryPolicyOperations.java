package io.entrepot.server.aws.registry;

import io.entrepot.auth.decide.AttachedPolicies;
import io.entrepot.auth.decide.AttachedPolicy;
import io.entrepot.auth.decide.EcrAction;
import io.entrepot.auth.decide.Grant;
import io.entrepot.auth.decide.ResourceFacts;
import io.entrepot.auth.policy.PolicyDocument;
import io.entrepot.auth.policy.PolicyKind;
import io.entrepot.server.aws.Asker;
import io.entrepot.server.aws.AwsError;
import io.entrepot.server.aws.Call;
import io.entrepot.server.aws.Input;
import io.entrepot.server.aws.Operation;
import io.entrepot.server.aws.Tree.Members;
import io.entrepot.storage.oci.RepositoryKey;
import io.entrepot.storage.registry.Governance;
import io.entrepot.storage.registry.RepositoryGovernance;
import java.util.ArrayList;
import java.util.List;

/** Operations on the policies of repositories (ECR API reference). */
public final class RepositoryPolicyOperations {
  private final Registries registries;
  private final Governance governance;
  private final PolicyTexts texts;

  public RepositoryPolicyOperations(
      Registries registries, Governance governance, PolicyTexts texts) {
    this.registries = registries;
    this.governance = governance;
    this.texts = texts;
  }

  /** All of them. */
  public List<Operation> all() {
    return List.of(
        new Operation("SetRepositoryPolicy", this::set),
        new Operation("GetRepositoryPolicy", this::get),
        new Operation("DeleteRepositoryPolicy", this::delete));
  }

  /** A policy that shuts its setter out of setting another is taken only with {@code force}. */
  private Call set(Asker asker, Input input) {
    RepositoryKey key = key(asker, input);
    String text = input.text("policyText");
    boolean force = input.flag("force").orElse(false);
    return needing(key, EcrAction.SET_REPOSITORY_POLICY)
        .asks(grant -> {
          RepositoryGovernance before = existing(key);
          String kept = texts.kept(text, PolicyKind.REPOSITORY);
          if (!force && !staysIn(grant, key, kept, before)) {
            throw AwsError.INVALID_PARAMETER.because(
                "Invalid parameter at 'PolicyText' failed to satisfy constraint: 'The policy would"
                    + " keep you from setting the repository policy in the future; set force to"
                    + " set it all the same'");
          }
          governance.setPolicy(key, kept);
          return shape(key, kept);
        });
  }

  /** Whether the caller may set a policy again when this one holds. */
  private boolean staysIn(
      Grant grant, RepositoryKey key, String policy, RepositoryGovernance before) {
    List<AttachedPolicy> policies = new ArrayList<>();
    policies.add(
        new AttachedPolicy("the new policy", PolicyDocument.parse(policy, PolicyKind.REPOSITORY)));
    governance
        .of(key.registry())
        .policy()
        .ifPresent(json ->
            policies.add(
                new AttachedPolicy(
                    "the registry's policy", PolicyDocument.parse(json, PolicyKind.REGISTRY))));
    return grant.mightStill(
        Registries.may(EcrAction.SET_REPOSITORY_POLICY, key),
        new ResourceFacts(new AttachedPolicies(policies), before.tags()));
  }

  private Call get(Asker asker, Input input) {
    RepositoryKey key = key(asker, input);
    return needing(key, EcrAction.GET_REPOSITORY_POLICY).gives(() -> shape(key, policy(key)));
  }

  private Call delete(Asker asker, Input input) {
    RepositoryKey key = key(asker, input);
    return needing(key, EcrAction.DELETE_REPOSITORY_POLICY)
        .gives(() -> {
          Members deleted = shape(key, policy(key));
          governance.deletePolicy(key);
          return deleted;
        });
  }

  private Members shape(RepositoryKey key, String kept) {
    return Registries.shape(key).and("policyText", texts.shown(kept));
  }

  private String policy(RepositoryKey key) {
    return existing(key)
        .policy()
        .orElseThrow(() ->
            AwsError.REPOSITORY_POLICY_NOT_FOUND.because(
                "Repository policy does not exist for the repository with name '"
                    + key.name()
                    + "' in the registry with id '"
                    + key.registry().account()
                    + "'"));
  }

  private RepositoryGovernance existing(RepositoryKey key) {
    RepositoryGovernance found = governance.of(key);
    if (!found.exists()) {
      throw AwsError.REPOSITORY_NOT_FOUND.because(
          "The repository with name '"
              + key.name()
              + "' does not exist in the registry with id '"
              + key.registry().account()
              + "'");
    }
    return found;
  }

  private RepositoryKey key(Asker asker, Input input) {
    return registries.repository(asker, input);
  }

  private static Call.Needing needing(RepositoryKey key, EcrAction action) {
    return Call.needing(Registries.may(action, key));
  }
}
