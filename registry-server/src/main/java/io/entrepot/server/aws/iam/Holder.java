package io.entrepot.server.aws.iam;

import io.entrepot.auth.decide.IamAction;
import io.entrepot.auth.identity.IdentityKind;
import io.entrepot.auth.identity.IdentityName;
import io.entrepot.server.aws.Asker;
import io.entrepot.server.aws.Input;
import java.util.List;

/**
 * A kind of identity that has policies, by the word that the names of its operations hold, and the
 * actions of these operations.
 */
record Holder(IdentityKind kind, String word, Attached attached, Inline inline) {
  static final Holder USER =
      new Holder(
          IdentityKind.USER,
          "User",
          new Attached(
              IamAction.ATTACH_USER_POLICY,
              IamAction.DETACH_USER_POLICY,
              IamAction.LIST_ATTACHED_USER_POLICIES),
          new Inline(
              IamAction.PUT_USER_POLICY,
              IamAction.GET_USER_POLICY,
              IamAction.LIST_USER_POLICIES,
              IamAction.DELETE_USER_POLICY));

  static final Holder GROUP =
      new Holder(
          IdentityKind.GROUP,
          "Group",
          new Attached(
              IamAction.ATTACH_GROUP_POLICY,
              IamAction.DETACH_GROUP_POLICY,
              IamAction.LIST_ATTACHED_GROUP_POLICIES),
          new Inline(
              IamAction.PUT_GROUP_POLICY,
              IamAction.GET_GROUP_POLICY,
              IamAction.LIST_GROUP_POLICIES,
              IamAction.DELETE_GROUP_POLICY));

  static final Holder ROLE =
      new Holder(
          IdentityKind.ROLE,
          "Role",
          new Attached(
              IamAction.ATTACH_ROLE_POLICY,
              IamAction.DETACH_ROLE_POLICY,
              IamAction.LIST_ATTACHED_ROLE_POLICIES),
          new Inline(
              IamAction.PUT_ROLE_POLICY,
              IamAction.GET_ROLE_POLICY,
              IamAction.LIST_ROLE_POLICIES,
              IamAction.DELETE_ROLE_POLICY));

  static final List<Holder> ALL = List.of(USER, GROUP, ROLE);

  /** Actions on the managed policies that are attached to it. */
  record Attached(IamAction attach, IamAction detach, IamAction list) {}

  /** Actions on its own policies. */
  record Inline(IamAction put, IamAction get, IamAction list, IamAction delete) {}

  /** The member that names it, such as {@code UserName}. */
  String member() {
    return word + "Name";
  }

  /** The one that the input names. */
  IdentityName named(Asker asker, Input input) {
    return new IdentityName(asker.account(), kind, input.text(member()));
  }
}
