package io.entrepot.server.aws.iam;

import io.entrepot.auth.decide.IamAction;
import io.entrepot.auth.identity.Group;
import io.entrepot.auth.identity.IdentityKind;
import io.entrepot.auth.identity.IdentityName;
import io.entrepot.auth.identity.Page;
import io.entrepot.auth.identity.PageRequest;
import io.entrepot.auth.identity.User;
import io.entrepot.auth.principal.AccountId;
import io.entrepot.auth.store.IdentityStore;
import io.entrepot.server.aws.Asker;
import io.entrepot.server.aws.Call;
import io.entrepot.server.aws.Input;
import io.entrepot.server.aws.Operation;
import io.entrepot.server.aws.Tree;
import io.entrepot.server.aws.Tree.Members;
import java.util.List;
import java.util.Optional;

/** Operations on groups and their members (IAM API reference). */
final class GroupOperations {
  private final IdentityStore store;
  private final Targets targets;

  GroupOperations(IdentityStore store) {
    this.store = store;
    this.targets = new Targets(store);
  }

  List<Operation> all() {
    return List.of(
        new Operation("CreateGroup", this::create),
        new Operation("GetGroup", this::get),
        new Operation("ListGroups", this::list),
        new Operation("UpdateGroup", this::update),
        new Operation("DeleteGroup", this::delete),
        new Operation("AddUserToGroup", this::add),
        new Operation("RemoveUserFromGroup", this::remove));
  }

  private Call create(Asker asker, Input input) {
    AccountId account = asker.account();
    String name = input.text("GroupName");
    String path = input.optionalText("Path").orElse("/");
    Target target = Targets.fresh(account, IdentityKind.GROUP, path, name);
    return Call.needing(target.may(IamAction.CREATE_GROUP))
        .gives(() -> Members.of("Group", Shapes.group(store.groups().create(account, name, path))));
  }

  private Call get(Asker asker, Input input) {
    IdentityName name = Holder.GROUP.named(asker, input);
    PageRequest page = input.page();
    return Call.needing(targets.of(name).may(IamAction.GET_GROUP))
        .gives(() -> {
          Group group = store.groups().get(name.account(), name.name());
          Page<User> members = store.groups().members(name.account(), name.name(), page);
          return Shapes.page(
              Members.of("Group", Shapes.group(group))
                  .and("Users", Tree.items(members.items(), Shapes::listed)),
              members);
        });
  }

  private Call list(Asker asker, Input input) {
    String prefix = input.optionalText("PathPrefix").orElse("/");
    PageRequest page = input.page();
    return Call.needing(Targets.all(asker.account()).may(IamAction.LIST_GROUPS))
        .gives(() ->
            Shapes.page(
                "Groups", store.groups().list(asker.account(), prefix, page), Shapes::group));
  }

  /** Both the group as it is and as it will be have to be within what the caller may change. */
  private Call update(Asker asker, Input input) {
    IdentityName name = Holder.GROUP.named(asker, input);
    Optional<String> newName = input.optionalText("NewGroupName");
    Optional<String> newPath = input.optionalText("NewPath");
    return Call.needing(targets.of(name).may(IamAction.UPDATE_GROUP))
        .and(targets.renamed(name, newName, newPath).may(IamAction.UPDATE_GROUP))
        .does(() -> store.groups().update(name.account(), name.name(), newName, newPath));
  }

  private Call delete(Asker asker, Input input) {
    IdentityName name = Holder.GROUP.named(asker, input);
    return Call.needing(targets.of(name).may(IamAction.DELETE_GROUP))
        .does(() -> store.groups().delete(name.account(), name.name()));
  }

  private Call add(Asker asker, Input input) {
    IdentityName name = Holder.GROUP.named(asker, input);
    String user = input.text("UserName");
    return Call.needing(targets.of(name).may(IamAction.ADD_USER_TO_GROUP))
        .does(() -> store.groups().add(name.account(), name.name(), user));
  }

  private Call remove(Asker asker, Input input) {
    IdentityName name = Holder.GROUP.named(asker, input);
    String user = input.text("UserName");
    return Call.needing(targets.of(name).may(IamAction.REMOVE_USER_FROM_GROUP))
        .does(() -> store.groups().remove(name.account(), name.name(), user));
  }
}
