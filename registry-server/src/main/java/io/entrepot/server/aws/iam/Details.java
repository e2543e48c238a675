package io.entrepot.server.aws.iam;

import io.entrepot.auth.identity.Group;
import io.entrepot.auth.identity.IdentityName;
import io.entrepot.auth.identity.ManagedPolicy;
import io.entrepot.auth.identity.Page;
import io.entrepot.auth.identity.PageRequest;
import io.entrepot.auth.identity.Role;
import io.entrepot.auth.identity.User;
import io.entrepot.auth.principal.AccountId;
import io.entrepot.auth.store.IdentityStore;
import io.entrepot.server.aws.Tree;
import io.entrepot.server.aws.Tree.Members;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Users, groups, roles and managed policies with all that they have (IAM API reference, UserDetail
 * and its like). Any thread; blocks.
 */
final class Details {
  private final IdentityStore store;

  Details(IdentityStore store) {
    this.store = store;
  }

  Page<Tree> page(AccountId account, DetailOperations.Kind kind, PageRequest request) {
    return switch (kind) {
      case USER -> each(store.users().list(account, "/", request), this::user);
      case GROUP ->
          each(store.groups().list(account, "/", request), group -> group(account, group));
      case ROLE -> each(store.roles().list(account, "/", request), this::role);
      case POLICY ->
          each(
              store.managedPolicies().list(account, "/", request),
              policy -> policy(account, policy));
      case BUILT_IN_POLICY ->
          each(
              Slices.of(store.managedPolicies().builtIn(account), request, ManagedPolicy::name),
              policy -> policy(account, policy));
    };
  }

  /** The marker stays that of the whole page, whatever went meanwhile. */
  private static <T> Page<Tree> each(Page<T> page, Function<T, Tree> detail) {
    return new Page<>(
        page.items().stream()
            .map(item -> Targets.present(() -> detail.apply(item)))
            .flatMap(Optional::stream)
            .toList(),
        page.marker());
  }

  private Tree user(User user) {
    IdentityName name = IdentityName.user(user.account(), user.name());
    return Shapes.whole(user)
        .and("UserPolicyList", inline(name))
        .and(
            "GroupList",
            Tree.items(
                store.groups().of(user.account(), user.name()),
                group -> new Tree.Text(group.name())))
        .and("AttachedManagedPolicies", attached(name));
  }

  private Tree group(AccountId account, Group group) {
    IdentityName name = IdentityName.group(account, group.name());
    return Shapes.group(group)
        .and("GroupPolicyList", inline(name))
        .and("AttachedManagedPolicies", attached(name));
  }

  private Tree role(Role role) {
    IdentityName name = IdentityName.role(role.account(), role.name());
    Members members =
        Members.of("Path", role.path())
            .and("RoleName", role.name())
            .and("RoleId", role.id())
            .and("Arn", role.arn())
            .and("CreateDate", role.created())
            .and(
                "AssumeRolePolicyDocument", new Tree.Document(store.roles().shownTrustPolicy(role)))
            .and("InstanceProfileList", Tree.texts(List.of()))
            .and("RolePolicyList", inline(name))
            .and("AttachedManagedPolicies", attached(name));
    return Shapes.withTags(Shapes.withBoundary(members, role.boundary()), role.tags());
  }

  private Tree policy(AccountId account, ManagedPolicy policy) {
    return PolicyOperations.listed(policy)
        .and("Description", policy.description())
        .and(
            "PolicyVersionList",
            Tree.items(
                store.policyVersions().list(account, policy.arn()),
                PolicyVersionOperations::whole));
  }

  private Tree inline(IdentityName name) {
    return Tree.items(
        store.identityPolicies().inline(name),
        policy ->
            Members.of("PolicyName", policy.name())
                .and("PolicyDocument", new Tree.Document(policy.document())));
  }

  private Tree attached(IdentityName name) {
    return Tree.items(
        store.identityPolicies().attached(name),
        arn -> Members.of("PolicyName", PolicyArn.name(arn)).and("PolicyArn", arn));
  }
}
