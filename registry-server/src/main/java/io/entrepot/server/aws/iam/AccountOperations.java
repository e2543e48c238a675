package io.entrepot.server.aws.iam;

import io.entrepot.auth.decide.IamAction;
import io.entrepot.auth.identity.AccountSummary;
import io.entrepot.auth.identity.Quotas;
import io.entrepot.auth.policy.PolicyLimits;
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

/** Operations on the account as a whole: its alias, and how much it has (IAM API reference). */
final class AccountOperations {
  private static final String ALIAS = "AccountAlias";

  private final IdentityStore store;

  AccountOperations(IdentityStore store) {
    this.store = store;
  }

  List<Operation> all() {
    return List.of(
        new Operation("CreateAccountAlias", this::create),
        new Operation("ListAccountAliases", this::list),
        new Operation("DeleteAccountAlias", this::delete),
        new Operation("GetAccountSummary", this::summary));
  }

  private Call create(Asker asker, Input input) {
    String alias = input.text(ALIAS);
    return Call.needing(Targets.all(asker.account()).may(IamAction.CREATE_ACCOUNT_ALIAS))
        .does(() -> store.accountAliases().set(asker.account(), alias));
  }

  private Call list(Asker asker, Input input) {
    input.page();
    return Call.needing(Targets.all(asker.account()).may(IamAction.LIST_ACCOUNT_ALIASES))
        .gives(() -> {
          Optional<String> alias = store.accountAliases().of(asker.account());
          return Members.of("AccountAliases", Tree.texts(alias.stream().toList()))
              .and("IsTruncated", false);
        });
  }

  private Call delete(Asker asker, Input input) {
    String alias = input.text(ALIAS);
    return Call.needing(Targets.all(asker.account()).may(IamAction.DELETE_ACCOUNT_ALIAS))
        .does(() -> store.accountAliases().delete(asker.account(), alias));
  }

  private Call summary(Asker asker, Input input) {
    AccountId account = asker.account();
    return Call.needing(Targets.all(account).may(IamAction.GET_ACCOUNT_SUMMARY))
        .gives(() -> Members.of("SummaryMap", summary(store.accounts().summary(account))));
  }

  /** What is not here is there nought times; what has no quota is not told of. */
  private static Tree.Table summary(AccountSummary has) {
    return new Tree.Table(
        Members.NONE
            .and("Users", has.users())
            .and("Groups", has.groups())
            .and("Roles", has.roles())
            .and("Policies", has.policies())
            .and("PolicyVersionsInUse", has.versionsInUse())
            .and("Providers", has.providers())
            .and("AccountAccessKeysPresent", Math.min(has.rootKeys(), 1))
            .and("AccountPasswordPresent", 1)
            .and("AccountMFAEnabled", 0)
            .and("AccountSigningCertificatesPresent", 0)
            .and("MFADevices", 0)
            .and("MFADevicesInUse", 0)
            .and("InstanceProfiles", 0)
            .and("ServerCertificates", 0)
            .and("AccessKeysPerUserQuota", Quotas.ACCESS_KEYS)
            .and("GroupsPerUserQuota", Quotas.GROUPS_OF_USER)
            .and("AttachedPoliciesPerUserQuota", Quotas.ATTACHED_POLICIES)
            .and("AttachedPoliciesPerGroupQuota", Quotas.ATTACHED_POLICIES)
            .and("AttachedPoliciesPerRoleQuota", Quotas.ATTACHED_POLICIES)
            .and("VersionsPerPolicyQuota", Quotas.POLICY_VERSIONS)
            .and("PolicySizeQuota", PolicyLimits.MANAGED_SIZE)
            .and("UserPolicySizeQuota", PolicyLimits.USER_INLINE_SIZE)
            .and("GroupPolicySizeQuota", PolicyLimits.GROUP_INLINE_SIZE)
            .and("RolePolicySizeQuota", PolicyLimits.ROLE_INLINE_SIZE)
            .and("AssumeRolePolicySizeQuota", PolicyLimits.TRUST_SIZE));
  }
}
