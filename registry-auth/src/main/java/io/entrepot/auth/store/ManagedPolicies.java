package io.entrepot.auth.store;

import io.entrepot.auth.identity.AwsManagedPolicies;
import io.entrepot.auth.identity.IdentityException;
import io.entrepot.auth.identity.IdentityFailure;
import io.entrepot.auth.identity.IdentityName;
import io.entrepot.auth.identity.ManagedPolicy;
import io.entrepot.auth.identity.NewPolicy;
import io.entrepot.auth.identity.Page;
import io.entrepot.auth.identity.PageRequest;
import io.entrepot.auth.policy.PolicyLimits;
import io.entrepot.auth.principal.AccountId;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/**
 * Managed policies, of accounts and built in. An ARN of another account's is as one that is not
 * there. Any thread; calls block.
 */
public final class ManagedPolicies {
  private static final String QUOTA = "PolicySize";

  private final Workshop workshop;

  ManagedPolicies(Workshop workshop) {
    this.workshop = workshop;
  }

  /** Makes a policy whose only version counts. */
  public ManagedPolicy create(NewPolicy policy) {
    workshop.documents().checkIdentityPolicy(policy.document(), PolicyLimits.MANAGED_SIZE, QUOTA);
    Instant now = workshop.now();
    PolicyRow row =
        new PolicyRow(
            policy.arn(),
            workshop.ids().policy(),
            policy.account().value(),
            policy.name(),
            policy.path(),
            policy.description(),
            1,
            1,
            now,
            now);
    return workshop
        .database()
        .change(sql -> {
          PolicyRows.insert(sql, row);
          PolicyRows.insertVersion(sql, row.arn(), 1, policy.document(), now);
          TagRows.put(sql, row.arn(), policy.tags());
          return PolicyRows.policy(sql, row);
        });
  }

  public ManagedPolicy get(AccountId account, String arn) {
    return workshop
        .database()
        .read(sql ->
            AwsManagedPolicies.version(arn).isPresent()
                ? PolicyRows.builtIn(sql, account, arn)
                : PolicyRows.policy(sql, PolicyRows.requireOwn(sql, account, arn)));
  }

  /** An account's own policies whose path begins so, in order of names. */
  public Page<ManagedPolicy> list(AccountId account, String pathPrefix, PageRequest request) {
    return workshop
        .database()
        .read(sql ->
            Pages.map(
                PolicyRows.page(sql, account, pathPrefix, request),
                row -> PolicyRows.policy(sql, row)));
  }

  /** Those that are built in, few as they are, in order of names. */
  public List<ManagedPolicy> builtIn(AccountId account) {
    return workshop
        .database()
        .read(sql ->
            AwsManagedPolicies.all().keySet().stream()
                .map(arn -> PolicyRows.builtIn(sql, account, arn))
                .toList());
  }

  /** Deletes a policy that is attached to nothing and has no version but the one that counts. */
  public void delete(AccountId account, String arn) {
    workshop
        .database()
        .change(sql -> {
          PolicyRow row = PolicyRows.requireOwn(sql, account, arn);
          if (PolicyRows.attachments(sql, arn) + PolicyRows.boundaries(sql, arn) > 0) {
            throw conflict("Cannot delete a policy attached to entities.");
          }
          if (PolicyVersionRows.list(sql, row).size() > 1) {
            throw conflict(
                "This policy has more than one version. Before you delete a policy, you must"
                    + " delete the policy's versions. The default version is deleted with the"
                    + " policy.");
          }
          PolicyRows.delete(sql, row);
          return true;
        });
  }

  /**
   * The users, groups and roles that a policy is attached to, in order of their kinds and names.
   */
  public List<IdentityName> attachedTo(AccountId account, String arn) {
    return workshop.database().read(sql -> PolicyRows.attachedTo(sql, account, arn));
  }

  /** Sets some tags beside those that are there. */
  public void tag(AccountId account, String arn, Map<String, String> tags) {
    workshop
        .database()
        .change(sql -> {
          TagRows.put(sql, PolicyRows.requireOwn(sql, account, arn).arn(), tags);
          return true;
        });
  }

  /** Removes tags by their keys. */
  public void untag(AccountId account, String arn, Collection<String> keys) {
    workshop
        .database()
        .change(sql -> {
          TagRows.remove(sql, PolicyRows.requireOwn(sql, account, arn).arn(), keys);
          return true;
        });
  }

  private static IdentityException conflict(String message) {
    return new IdentityFailure.DeleteConflict(message).exception();
  }
}
