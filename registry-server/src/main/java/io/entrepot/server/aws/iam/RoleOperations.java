package io.entrepot.server.aws.iam;

import io.entrepot.auth.decide.IamAction;
import io.entrepot.auth.identity.IdentityKind;
import io.entrepot.auth.identity.IdentityName;
import io.entrepot.auth.identity.NewRole;
import io.entrepot.auth.identity.PageRequest;
import io.entrepot.auth.identity.Role;
import io.entrepot.auth.store.IdentityStore;
import io.entrepot.server.aws.Asker;
import io.entrepot.server.aws.AwsError;
import io.entrepot.server.aws.Call;
import io.entrepot.server.aws.Input;
import io.entrepot.server.aws.Operation;
import io.entrepot.server.aws.Tree;
import io.entrepot.server.aws.Tree.Members;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Operations on roles (IAM API reference). */
final class RoleOperations {
  private final IdentityStore store;
  private final Targets targets;

  RoleOperations(IdentityStore store) {
    this.store = store;
    this.targets = new Targets(store);
  }

  List<Operation> all() {
    return List.of(
        new Operation("CreateRole", this::create),
        new Operation("GetRole", this::get),
        new Operation("ListRoles", this::list),
        new Operation("UpdateRole", this::update),
        new Operation("UpdateRoleDescription", this::describe),
        new Operation("UpdateAssumeRolePolicy", this::updateTrust),
        new Operation("DeleteRole", this::delete));
  }

  private Call create(Asker asker, Input input) {
    NewRole role =
        new NewRole(
            asker.account(),
            input.text("RoleName"),
            input.optionalText("Path").orElse("/"),
            input.text("AssumeRolePolicyDocument"),
            input.optionalText("Description"),
            session(input).orElse(NewRole.SHORTEST),
            input.optionalText("PermissionsBoundary"),
            input.tags("Tags"));
    Target target =
        Targets.fresh(role.account(), IdentityKind.ROLE, role.path(), role.name())
            .bounded(role.boundary())
            .tagging(role.tags());
    Call.Needing needs = Call.needing(target.may(IamAction.CREATE_ROLE));
    return (role.tags().isEmpty() ? needs : needs.and(target.may(IamAction.TAG_ROLE)))
        .gives(() -> Members.of("Role", whole(store.roles().create(role))));
  }

  private Call get(Asker asker, Input input) {
    IdentityName name = Holder.ROLE.named(asker, input);
    return Call.needing(targets.of(name).may(IamAction.GET_ROLE))
        .gives(() -> Members.of("Role", whole(store.roles().get(name.account(), name.name()))));
  }

  private Call list(Asker asker, Input input) {
    String prefix = input.optionalText("PathPrefix").orElse("/");
    PageRequest page = input.page();
    return Call.needing(Targets.all(asker.account()).may(IamAction.LIST_ROLES))
        .gives(() ->
            Shapes.page("Roles", store.roles().list(asker.account(), prefix, page), this::listed));
  }

  private Call update(Asker asker, Input input) {
    IdentityName name = Holder.ROLE.named(asker, input);
    Optional<String> description = input.optionalText("Description");
    Optional<Duration> session = session(input);
    return Call.needing(targets.of(name).may(IamAction.UPDATE_ROLE))
        .does(() -> store.roles().update(name.account(), name.name(), description, session));
  }

  private Call describe(Asker asker, Input input) {
    IdentityName name = Holder.ROLE.named(asker, input);
    Optional<String> description = input.optionalText("Description");
    if (description.isEmpty()) {
      throw AwsError.VALIDATION.because("Description is missing or empty.");
    }
    return Call.needing(targets.of(name).may(IamAction.UPDATE_ROLE_DESCRIPTION))
        .gives(() -> {
          store.roles().update(name.account(), name.name(), description, Optional.empty());
          return Members.of("Role", whole(store.roles().get(name.account(), name.name())));
        });
  }

  private Call updateTrust(Asker asker, Input input) {
    IdentityName name = Holder.ROLE.named(asker, input);
    String document = input.text("PolicyDocument");
    return Call.needing(targets.of(name).may(IamAction.UPDATE_ASSUME_ROLE_POLICY))
        .does(() -> store.roles().updateTrustPolicy(name.account(), name.name(), document));
  }

  private Call delete(Asker asker, Input input) {
    IdentityName name = Holder.ROLE.named(asker, input);
    return Call.needing(targets.of(name).may(IamAction.DELETE_ROLE))
        .does(() -> store.roles().delete(name.account(), name.name()));
  }

  private static Optional<Duration> session(Input input) {
    return input
        .whole(
            "MaxSessionDuration",
            (int) NewRole.SHORTEST.toSeconds(),
            (int) NewRole.LONGEST.toSeconds())
        .map(Duration::ofSeconds);
  }

  private Members listed(Role role) {
    return Members.of("Path", role.path())
        .and("RoleName", role.name())
        .and("RoleId", role.id())
        .and("Arn", role.arn())
        .and("CreateDate", role.created())
        .and("AssumeRolePolicyDocument", new Tree.Document(store.roles().shownTrustPolicy(role)))
        .and("Description", role.description())
        .and("MaxSessionDuration", role.maxSession().toSeconds());
  }

  private Members whole(Role role) {
    return Shapes.withTags(Shapes.withBoundary(listed(role), role.boundary()), role.tags());
  }
}
