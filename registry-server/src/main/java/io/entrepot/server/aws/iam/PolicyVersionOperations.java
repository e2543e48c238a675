package io.entrepot.server.aws.iam;

import io.entrepot.auth.decide.IamAction;
import io.entrepot.auth.identity.PageRequest;
import io.entrepot.auth.identity.PolicyVersion;
import io.entrepot.auth.principal.AccountId;
import io.entrepot.auth.store.IdentityStore;
import io.entrepot.server.aws.Asker;
import io.entrepot.server.aws.Call;
import io.entrepot.server.aws.Input;
import io.entrepot.server.aws.Operation;
import io.entrepot.server.aws.Tree;
import io.entrepot.server.aws.Tree.Members;
import java.util.List;

/** Operations on the versions of managed policies (IAM API reference). */
final class PolicyVersionOperations {
  private final IdentityStore store;
  private final Targets targets;

  PolicyVersionOperations(IdentityStore store) {
    this.store = store;
    this.targets = new Targets(store);
  }

  List<Operation> all() {
    return List.of(
        new Operation("CreatePolicyVersion", this::create),
        new Operation("GetPolicyVersion", this::get),
        new Operation("ListPolicyVersions", this::list),
        new Operation("SetDefaultPolicyVersion", this::setDefault),
        new Operation("DeletePolicyVersion", this::delete));
  }

  private Call create(Asker asker, Input input) {
    AccountId account = asker.account();
    String arn = input.text("PolicyArn");
    String document = input.text("PolicyDocument");
    boolean counts = input.flag("SetAsDefault").orElse(false);
    return Call.needing(targets.policy(account, arn).may(IamAction.CREATE_POLICY_VERSION))
        .gives(() ->
            Members.of(
                "PolicyVersion",
                listed(store.policyVersions().create(account, arn, document, counts))));
  }

  private Call get(Asker asker, Input input) {
    AccountId account = asker.account();
    String arn = input.text("PolicyArn");
    String version = input.text("VersionId");
    return Call.needing(targets.policy(account, arn).may(IamAction.GET_POLICY_VERSION))
        .gives(() -> {
          PolicyVersion found = store.policyVersions().get(account, arn, version);
          return Members.of("PolicyVersion", whole(found));
        });
  }

  private Call list(Asker asker, Input input) {
    AccountId account = asker.account();
    String arn = input.text("PolicyArn");
    PageRequest page = input.page();
    return Call.needing(targets.policy(account, arn).may(IamAction.LIST_POLICY_VERSIONS))
        .gives(() ->
            Shapes.page(
                "Versions",
                Slices.of(
                    store.policyVersions().list(account, arn),
                    page,
                    PolicyVersionOperations::newestFirst),
                PolicyVersionOperations::listed));
  }

  private Call setDefault(Asker asker, Input input) {
    AccountId account = asker.account();
    String arn = input.text("PolicyArn");
    String version = input.text("VersionId");
    return Call.needing(targets.policy(account, arn).may(IamAction.SET_DEFAULT_POLICY_VERSION))
        .does(() -> store.policyVersions().setDefault(account, arn, version));
  }

  private Call delete(Asker asker, Input input) {
    AccountId account = asker.account();
    String arn = input.text("PolicyArn");
    String version = input.text("VersionId");
    return Call.needing(targets.policy(account, arn).may(IamAction.DELETE_POLICY_VERSION))
        .does(() -> store.policyVersions().delete(account, arn, version));
  }

  /** A version with its document. */
  static Members whole(PolicyVersion version) {
    return Members.of("Document", new Tree.Document(version.document())).and(listed(version));
  }

  private static Members listed(PolicyVersion version) {
    return Members.of("VersionId", version.id())
        .and("IsDefaultVersion", version.isDefault())
        .and("CreateDate", version.created());
  }

  /** A key that falls as the number, which is all digits, grows. */
  private static String newestFirst(PolicyVersion version) {
    long number = Long.parseLong(version.id().substring(1));
    return String.format("%019d", Long.MAX_VALUE - number);
  }
}
