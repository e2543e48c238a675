package io.entrepot.server.aws.iam;

import io.entrepot.auth.decide.IamAction;
import io.entrepot.auth.identity.IdentityKind;
import io.entrepot.auth.identity.IdentityName;
import io.entrepot.auth.identity.PageRequest;
import io.entrepot.auth.principal.AccountId;
import io.entrepot.auth.store.IdentityStore;
import io.entrepot.server.aws.Asker;
import io.entrepot.server.aws.Call;
import io.entrepot.server.aws.Input;
import io.entrepot.server.aws.Operation;
import io.entrepot.server.aws.Tree.Members;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Operations on users (IAM API reference). */
final class UserOperations {
  private final IdentityStore store;
  private final Targets targets;

  UserOperations(IdentityStore store) {
    this.store = store;
    this.targets = new Targets(store);
  }

  List<Operation> all() {
    return List.of(
        new Operation("CreateUser", this::create),
        new Operation("GetUser", this::get),
        new Operation("ListUsers", this::list),
        new Operation("UpdateUser", this::update),
        new Operation("DeleteUser", this::delete),
        new Operation("ListGroupsForUser", this::groups));
  }

  private Call create(Asker asker, Input input) {
    AccountId account = asker.account();
    String name = input.text("UserName");
    String path = input.optionalText("Path").orElse("/");
    Optional<String> boundary = input.optionalText("PermissionsBoundary");
    Map<String, String> tags = input.tags("Tags");
    Target target =
        Targets.fresh(account, IdentityKind.USER, path, name).bounded(boundary).tagging(tags);
    Call.Needing needs = Call.needing(target.may(IamAction.CREATE_USER));
    return (tags.isEmpty() ? needs : needs.and(target.may(IamAction.TAG_USER)))
        .gives(() ->
            Members.of(
                "User", Shapes.whole(store.users().create(account, name, path, boundary, tags))));
  }

  private Call get(Asker asker, Input input) {
    IdentityName name = Owner.namedOrCaller(asker, input);
    return Call.needing(targets.of(name).may(IamAction.GET_USER))
        .gives(() -> Members.of("User", user(name)));
  }

  private Members user(IdentityName name) {
    return name.kind() == IdentityKind.ROOT
        ? Members.of("Path", "/")
            .and("UserName", name.name())
            .and("UserId", name.account().value())
            .and("Arn", "arn:aws:iam::" + name.account() + ":root")
            .and("CreateDate", store.accounts().created(name.account()))
        : Shapes.whole(store.users().get(name.account(), name.name()));
  }

  private Call list(Asker asker, Input input) {
    String prefix = input.optionalText("PathPrefix").orElse("/");
    PageRequest page = input.page();
    return Call.needing(Targets.all(asker.account()).may(IamAction.LIST_USERS))
        .gives(() ->
            Shapes.page(
                "Users", store.users().list(asker.account(), prefix, page), Shapes::listed));
  }

  /** Both the user as it is and as it will be have to be within what the caller may change. */
  private Call update(Asker asker, Input input) {
    AccountId account = asker.account();
    IdentityName name = Owner.named(asker, input);
    Optional<String> newName = input.optionalText("NewUserName");
    Optional<String> newPath = input.optionalText("NewPath");
    Target renamed = targets.renamed(name, newName, newPath);
    return Call.needing(targets.of(name).may(IamAction.UPDATE_USER))
        .and(renamed.may(IamAction.UPDATE_USER))
        .does(() -> store.users().update(account, name.name(), newName, newPath));
  }

  private Call delete(Asker asker, Input input) {
    IdentityName name = Owner.named(asker, input);
    return Call.needing(targets.of(name).may(IamAction.DELETE_USER))
        .does(() -> store.users().delete(name.account(), name.name()));
  }

  private Call groups(Asker asker, Input input) {
    IdentityName name = Owner.named(asker, input);
    PageRequest page = input.page();
    return Call.needing(targets.of(name).may(IamAction.LIST_GROUPS_FOR_USER))
        .gives(() ->
            Shapes.page(
                "Groups",
                Slices.of(store.groups().of(name.account(), name.name()), page, g -> g.name()),
                Shapes::group));
  }
}
