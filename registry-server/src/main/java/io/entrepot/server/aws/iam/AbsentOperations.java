package io.entrepot.server.aws.iam;

import io.entrepot.auth.decide.IamAction;
import io.entrepot.auth.identity.IdentityKind;
import io.entrepot.auth.identity.IdentityName;
import io.entrepot.auth.store.IdentityStore;
import io.entrepot.server.aws.Asker;
import io.entrepot.server.aws.Call;
import io.entrepot.server.aws.Input;
import io.entrepot.server.aws.Operation;
import io.entrepot.server.aws.Tree;
import io.entrepot.server.aws.Tree.Members;
import java.util.List;

/**
 * Lists of what IAM has and is not here, which are empty (IAM API reference): clients ask for them
 * before they delete a user or a role, and whatever else looks through an account.
 */
final class AbsentOperations {
  private static final Tree.Items NONE = new Tree.Items(List.of());

  private final IdentityStore store;
  private final Targets targets;

  AbsentOperations(IdentityStore store) {
    this.store = store;
    this.targets = new Targets(store);
  }

  List<Operation> all() {
    return List.of(
        ofUser("ListMFADevices", IamAction.LIST_MFA_DEVICES, "MFADevices"),
        ofUser("ListSSHPublicKeys", IamAction.LIST_SSH_PUBLIC_KEYS, "SSHPublicKeys"),
        ofUser("ListSigningCertificates", IamAction.LIST_SIGNING_CERTIFICATES, "Certificates"),
        new Operation("ListServiceSpecificCredentials", this::serviceCredentials),
        new Operation("ListInstanceProfilesForRole", this::profilesOfRole),
        new Operation("ListInstanceProfiles", this::profiles),
        new Operation("ListVirtualMFADevices", this::virtualDevices),
        new Operation("ListServerCertificates", this::serverCertificates),
        new Operation("ListSAMLProviders", this::samlProviders));
  }

  private Operation ofUser(String name, IamAction action, String member) {
    return new Operation(
        name,
        (asker, input) -> {
          IdentityName owner = Owner.namedOrCaller(asker, input);
          return paged(targets.of(owner), action, member, () -> require(owner), input);
        });
  }

  /** Of one user, or of all. */
  private Call serviceCredentials(Asker asker, Input input) {
    input.optionalText("ServiceName");
    boolean ofAll = input.flag("AllUsers").orElse(false);
    IamAction action = IamAction.LIST_SERVICE_SPECIFIC_CREDENTIALS;
    String member = "ServiceSpecificCredentials";
    if (ofAll) {
      return paged(Targets.all(asker.account()), action, member, () -> {}, input);
    }
    IdentityName owner = Owner.namedOrCaller(asker, input);
    return paged(targets.of(owner), action, member, () -> require(owner), input);
  }

  private Call profilesOfRole(Asker asker, Input input) {
    IdentityName role = Holder.ROLE.named(asker, input);
    return paged(
        targets.of(role),
        IamAction.LIST_INSTANCE_PROFILES_FOR_ROLE,
        "InstanceProfiles",
        () -> store.roles().get(role.account(), role.name()),
        input);
  }

  private Call profiles(Asker asker, Input input) {
    input.optionalText("PathPrefix");
    return ofAccount(asker, IamAction.LIST_INSTANCE_PROFILES, "InstanceProfiles", input);
  }

  private Call virtualDevices(Asker asker, Input input) {
    input.optionalText("AssignmentStatus");
    return ofAccount(asker, IamAction.LIST_VIRTUAL_MFA_DEVICES, "VirtualMFADevices", input);
  }

  private Call serverCertificates(Asker asker, Input input) {
    input.optionalText("PathPrefix");
    return ofAccount(
        asker, IamAction.LIST_SERVER_CERTIFICATES, "ServerCertificateMetadataList", input);
  }

  private Call samlProviders(Asker asker, Input input) {
    return Call.needing(Targets.all(asker.account()).may(IamAction.LIST_SAML_PROVIDERS))
        .gives(() -> Members.of("SAMLProviderList", NONE));
  }

  private static Call ofAccount(Asker asker, IamAction action, String member, Input input) {
    return paged(Targets.all(asker.account()), action, member, () -> {}, input);
  }

  /** What is not there is on one page; whose it would be has to be there. */
  private static Call paged(
      Target target, IamAction action, String member, Runnable owner, Input input) {
    input.page();
    return Call.needing(target.may(action))
        .gives(() -> {
          owner.run();
          return Members.of(member, NONE).and("IsTruncated", false);
        });
  }

  private void require(IdentityName owner) {
    if (owner.kind() == IdentityKind.USER) {
      store.users().get(owner.account(), owner.name());
    }
  }
}
