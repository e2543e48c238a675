package io.entrepot.server.aws.iam;

import io.entrepot.auth.decide.IamAction;
import io.entrepot.auth.identity.IdentityName;
import io.entrepot.auth.identity.PageRequest;
import io.entrepot.auth.store.IdentityStore;
import io.entrepot.server.aws.Asker;
import io.entrepot.server.aws.Call;
import io.entrepot.server.aws.Input;
import io.entrepot.server.aws.Operation;
import io.entrepot.server.aws.Tree.Members;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * Operations that tie managed policies to users, groups and roles, as their policies or as their
 * permissions boundaries (IAM API reference).
 */
final class AttachmentOperations {
  private final IdentityStore store;
  private final Targets targets;

  AttachmentOperations(IdentityStore store) {
    this.store = store;
    this.targets = new Targets(store);
  }

  List<Operation> all() {
    List<Operation> all = new ArrayList<>();
    for (Holder holder : Holder.ALL) {
      String word = holder.word();
      all.add(new Operation("Attach" + word + "Policy", (a, in) -> attach(holder, a, in)));
      all.add(new Operation("Detach" + word + "Policy", (a, in) -> detach(holder, a, in)));
      all.add(new Operation("ListAttached" + word + "Policies", (a, in) -> list(holder, a, in)));
    }
    all.addAll(
        boundary(
            Holder.USER,
            IamAction.PUT_USER_PERMISSIONS_BOUNDARY,
            IamAction.DELETE_USER_PERMISSIONS_BOUNDARY));
    all.addAll(
        boundary(
            Holder.ROLE,
            IamAction.PUT_ROLE_PERMISSIONS_BOUNDARY,
            IamAction.DELETE_ROLE_PERMISSIONS_BOUNDARY));
    return all;
  }

  private Call attach(Holder holder, Asker asker, Input input) {
    IdentityName name = holder.named(asker, input);
    String arn = input.text("PolicyArn");
    return Call.needing(targets.bounded(name).policy(arn).may(holder.attached().attach()))
        .does(() -> store.identityPolicies().attach(name, arn));
  }

  private Call detach(Holder holder, Asker asker, Input input) {
    IdentityName name = holder.named(asker, input);
    String arn = input.text("PolicyArn");
    return Call.needing(targets.bounded(name).policy(arn).may(holder.attached().detach()))
        .does(() -> store.identityPolicies().detach(name, arn));
  }

  private Call list(Holder holder, Asker asker, Input input) {
    IdentityName name = holder.named(asker, input);
    String prefix = input.optionalText("PathPrefix").orElse("/");
    PageRequest page = input.page();
    return Call.needing(targets.of(name).may(holder.attached().list()))
        .gives(() -> {
          List<String> arns =
              store.identityPolicies().attached(name).stream()
                  .filter(arn -> PolicyArn.path(arn).startsWith(prefix))
                  .toList();
          return Shapes.page(
              "AttachedPolicies",
              Slices.of(arns, page, UnaryOperator.identity()),
              arn -> Members.of("PolicyName", PolicyArn.name(arn)).and("PolicyArn", arn));
        });
  }

  private List<Operation> boundary(Holder holder, IamAction put, IamAction delete) {
    String what = holder.word() + "PermissionsBoundary";
    return List.of(
        new Operation(
            "Put" + what,
            (asker, input) -> {
              IdentityName name = holder.named(asker, input);
              String arn = input.text("PermissionsBoundary");
              Target bounded = targets.of(name).bounded(Optional.of(arn));
              return Call.needing(bounded.may(put))
                  .does(() -> store.identityPolicies().putBoundary(name, arn));
            }),
        new Operation(
            "Delete" + what,
            (asker, input) -> {
              IdentityName name = holder.named(asker, input);
              return Call.needing(targets.bounded(name).may(delete))
                  .does(() -> store.identityPolicies().deleteBoundary(name));
            }));
  }
}
