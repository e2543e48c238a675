package io.entrepot.server.aws.iam;

import io.entrepot.auth.decide.AttachedPolicies;
import io.entrepot.auth.decide.AttachedPolicy;
import io.entrepot.auth.decide.IamAction;
import io.entrepot.auth.identity.IdentityName;
import io.entrepot.auth.store.IdentityStore;
import io.entrepot.server.aws.Asker;
import io.entrepot.server.aws.Call;
import io.entrepot.server.aws.Input;
import io.entrepot.server.aws.Operation;
import io.entrepot.server.aws.Tree;
import io.entrepot.server.aws.Tree.Members;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * The condition keys that policies depend on, also by variables, which a simulation wants to be
 * told (IAM API reference, GetContextKeysForCustomPolicy and GetContextKeysForPrincipalPolicy).
 * They are told in lower case.
 */
final class ContextKeyOperations {
  private static final String POLICIES = "PolicyInputList";

  private final IdentityStore store;
  private final Targets targets;

  ContextKeyOperations(IdentityStore store) {
    this.store = store;
    this.targets = new Targets(store);
  }

  List<Operation> all() {
    return List.of(
        new Operation("GetContextKeysForCustomPolicy", this::ofPolicies),
        new Operation("GetContextKeysForPrincipalPolicy", this::ofPrincipal));
  }

  private Call ofPolicies(Asker asker, Input input) {
    List<AttachedPolicy> policies = SimulationInput.policies(input, POLICIES);
    return Call.needing(
            Targets.all(asker.account()).may(IamAction.GET_CONTEXT_KEYS_FOR_CUSTOM_POLICY))
        .gives(() -> names(policies));
  }

  private Call ofPrincipal(Asker asker, Input input) {
    IdentityName source = SimulatedCaller.name(input.text("PolicySourceArn"), asker.account());
    List<AttachedPolicy> more = SimulationInput.policies(input, POLICIES);
    return Call.needing(targets.of(source).may(IamAction.GET_CONTEXT_KEYS_FOR_PRINCIPAL_POLICY))
        .gives(() -> {
          var standing = store.identityPolicies().standing(source);
          List<AttachedPolicy> all = new ArrayList<>(standing.identity().list());
          standing.boundary().map(AttachedPolicies::list).ifPresent(all::addAll);
          all.addAll(more);
          return names(all);
        });
  }

  private static Members names(List<AttachedPolicy> policies) {
    SortedSet<String> names = new TreeSet<>();
    policies.forEach(policy -> names.addAll(policy.document().keys()));
    return Members.of("ContextKeyNames", Tree.texts(names));
  }
}
