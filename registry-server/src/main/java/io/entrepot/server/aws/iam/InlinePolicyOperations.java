package io.entrepot.server.aws.iam;

import io.entrepot.auth.identity.IdentityName;
import io.entrepot.auth.identity.InlinePolicy;
import io.entrepot.auth.identity.PageRequest;
import io.entrepot.auth.store.IdentityStore;
import io.entrepot.server.aws.Asker;
import io.entrepot.server.aws.Call;
import io.entrepot.server.aws.Input;
import io.entrepot.server.aws.Operation;
import io.entrepot.server.aws.Tree;
import io.entrepot.server.aws.Tree.Members;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/** Operations on the policies that belong to one user, group or role (IAM API reference). */
final class InlinePolicyOperations {
  private final IdentityStore store;
  private final Targets targets;

  InlinePolicyOperations(IdentityStore store) {
    this.store = store;
    this.targets = new Targets(store);
  }

  List<Operation> all() {
    List<Operation> all = new ArrayList<>();
    for (Holder holder : Holder.ALL) {
      String word = holder.word();
      all.add(new Operation("Put" + word + "Policy", (a, in) -> put(holder, a, in)));
      all.add(new Operation("Get" + word + "Policy", (a, in) -> get(holder, a, in)));
      all.add(new Operation("List" + word + "Policies", (a, in) -> list(holder, a, in)));
      all.add(new Operation("Delete" + word + "Policy", (a, in) -> delete(holder, a, in)));
    }
    return all;
  }

  private Call put(Holder holder, Asker asker, Input input) {
    IdentityName name = holder.named(asker, input);
    InlinePolicy policy = new InlinePolicy(input.text("PolicyName"), input.text("PolicyDocument"));
    return Call.needing(targets.bounded(name).may(holder.inline().put()))
        .does(() -> store.identityPolicies().putInline(name, policy));
  }

  private Call get(Holder holder, Asker asker, Input input) {
    IdentityName name = holder.named(asker, input);
    String policy = input.text("PolicyName");
    return Call.needing(targets.of(name).may(holder.inline().get()))
        .gives(() ->
            Members.of(holder.member(), name.name())
                .and("PolicyName", policy)
                .and(
                    "PolicyDocument",
                    new Tree.Document(store.identityPolicies().inline(name, policy).document())));
  }

  private Call list(Holder holder, Asker asker, Input input) {
    IdentityName name = holder.named(asker, input);
    PageRequest page = input.page();
    return Call.needing(targets.of(name).may(holder.inline().list()))
        .gives(() -> {
          List<String> names =
              store.identityPolicies().inline(name).stream().map(InlinePolicy::name).toList();
          return Shapes.page(
              "PolicyNames", Slices.of(names, page, UnaryOperator.identity()), Tree.Text::new);
        });
  }

  private Call delete(Holder holder, Asker asker, Input input) {
    IdentityName name = holder.named(asker, input);
    String policy = input.text("PolicyName");
    return Call.needing(targets.bounded(name).may(holder.inline().delete()))
        .does(() -> store.identityPolicies().deleteInline(name, policy));
  }
}
