package io.entrepot.server.aws.iam;

import io.entrepot.auth.decide.IamAction;
import io.entrepot.auth.identity.IdentityKind;
import io.entrepot.auth.identity.IdentityName;
import io.entrepot.auth.identity.ManagedPolicy;
import io.entrepot.auth.identity.NewPolicy;
import io.entrepot.auth.identity.Page;
import io.entrepot.auth.identity.PageRequest;
import io.entrepot.auth.principal.AccountId;
import io.entrepot.auth.store.IdentityStore;
import io.entrepot.server.aws.Asker;
import io.entrepot.server.aws.Call;
import io.entrepot.server.aws.Input;
import io.entrepot.server.aws.Operation;
import io.entrepot.server.aws.Tree;
import io.entrepot.server.aws.Tree.Members;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Operations on managed policies (IAM API reference). */
final class PolicyOperations {
  private static final List<String> ENTITIES = List.of("User", "Group", "Role");

  private final IdentityStore store;
  private final Targets targets;
  private final PolicyList policies;

  PolicyOperations(IdentityStore store) {
    this.store = store;
    this.targets = new Targets(store);
    this.policies = new PolicyList(store);
  }

  List<Operation> all() {
    return List.of(
        new Operation("CreatePolicy", this::create),
        new Operation("GetPolicy", this::get),
        new Operation("ListPolicies", this::list),
        new Operation("DeletePolicy", this::delete),
        new Operation("ListEntitiesForPolicy", this::entities));
  }

  private Call create(Asker asker, Input input) {
    NewPolicy policy =
        new NewPolicy(
            asker.account(),
            input.text("PolicyName"),
            input.optionalText("Path").orElse("/"),
            input.text("PolicyDocument"),
            input.optionalText("Description"),
            input.tags("Tags"));
    Target target =
        Targets.at(policy.account(), "policy" + policy.path() + policy.name())
            .tagging(policy.tags());
    Call.Needing needs = Call.needing(target.may(IamAction.CREATE_POLICY));
    return (policy.tags().isEmpty() ? needs : needs.and(target.may(IamAction.TAG_POLICY)))
        .gives(() -> Members.of("Policy", whole(store.managedPolicies().create(policy))));
  }

  private Call get(Asker asker, Input input) {
    String arn = input.text("PolicyArn");
    return Call.needing(targets.policy(asker.account(), arn).may(IamAction.GET_POLICY))
        .gives(
            () -> Members.of("Policy", whole(store.managedPolicies().get(asker.account(), arn))));
  }

  private Call list(Asker asker, Input input) {
    PolicyList.Scope scope =
        input
            .oneOf("Scope", List.of("All", "AWS", "Local"), PolicyList.Scope::of)
            .orElse(PolicyList.Scope.ALL);
    boolean onlyAttached = input.flag("OnlyAttached").orElse(false);
    String prefix = input.optionalText("PathPrefix").orElse("/");
    PageRequest page = input.page();
    return Call.needing(Targets.all(asker.account()).may(IamAction.LIST_POLICIES))
        .gives(() -> {
          Page<ManagedPolicy> found = policies.page(asker.account(), scope, prefix, page);
          List<ManagedPolicy> shown =
              found.items().stream()
                  .filter(policy -> !onlyAttached || policy.attachments() > 0)
                  .toList();
          return Shapes.page(
              "Policies", new Page<>(shown, found.marker()), PolicyOperations::listed);
        });
  }

  private Call delete(Asker asker, Input input) {
    String arn = input.text("PolicyArn");
    return Call.needing(targets.policy(asker.account(), arn).may(IamAction.DELETE_POLICY))
        .does(() -> store.managedPolicies().delete(asker.account(), arn));
  }

  private Call entities(Asker asker, Input input) {
    AccountId account = asker.account();
    String arn = input.text("PolicyArn");
    Optional<String> only = input.oneOf("EntityFilter", ENTITIES, text -> text);
    PageRequest page = input.page();
    return Call.needing(targets.policy(account, arn).may(IamAction.LIST_ENTITIES_FOR_POLICY))
        .gives(() -> {
          store.managedPolicies().get(account, arn);
          List<IdentityName> all =
              store.managedPolicies().attachedTo(account, arn).stream()
                  .filter(name -> only.isEmpty() || only.get().equals(name.kind().title()))
                  .sorted(Comparator.comparing(PolicyOperations::key))
                  .toList();
          return entities(Slices.of(all, page, PolicyOperations::key));
        });
  }

  private static Members entities(Page<IdentityName> page) {
    return Shapes.page(
        Members.of("PolicyGroups", entities(page, IdentityKind.GROUP))
            .and("PolicyUsers", entities(page, IdentityKind.USER))
            .and("PolicyRoles", entities(page, IdentityKind.ROLE)),
        page);
  }

  private static Tree.Items entities(Page<IdentityName> page, IdentityKind kind) {
    return Tree.items(
        page.items().stream().filter(name -> name.kind() == kind).toList(),
        name -> Members.of(kind.title() + "Name", name.name()));
  }

  private static String key(IdentityName name) {
    return name.kind().word() + "/" + name.name();
  }

  /** A policy as lists tell of it. */
  static Members listed(ManagedPolicy policy) {
    return Members.of("PolicyName", policy.name())
        .and("PolicyId", policy.id())
        .and("Arn", policy.arn())
        .and("Path", policy.path())
        .and("DefaultVersionId", policy.defaultVersion())
        .and("AttachmentCount", policy.attachments())
        .and("PermissionsBoundaryUsageCount", policy.boundaries())
        .and("IsAttachable", true)
        .and("CreateDate", policy.created())
        .and("UpdateDate", policy.updated());
  }

  private static Members whole(ManagedPolicy policy) {
    return Shapes.withTags(listed(policy).and("Description", policy.description()), policy.tags());
  }
}
