package io.entrepot.auth.store;

import io.entrepot.auth.decide.Standing;
import io.entrepot.auth.identity.IdentityFailure;
import io.entrepot.auth.identity.IdentityKind;
import io.entrepot.auth.identity.IdentityName;
import io.entrepot.auth.identity.InlinePolicy;
import io.entrepot.auth.identity.NameRules;
import io.entrepot.auth.identity.Quotas;
import io.entrepot.auth.policy.PolicyLimits;
import java.util.List;
import java.util.Optional;

/**
 * Which policies users, groups and roles have: attached managed ones, their own inline ones, and
 * the one that bounds them. Lists are short by their quotas and in order. Any thread; calls block.
 */
public final class IdentityPolicies {
  private final Workshop workshop;

  IdentityPolicies(Workshop workshop) {
    this.workshop = workshop;
  }

  /** Attaches a managed policy by its ARN; nothing happens when it is attached. */
  public void attach(IdentityName identity, String policy) {
    change(
        identity,
        (sql, row) -> {
          PolicyRows.requireAttachable(sql, identity.account(), policy);
          if (AttachmentRows.attached(sql, row.id(), policy)) {
            return;
          }
          if (AttachmentRows.managed(sql, row.id()).size() >= Quotas.ATTACHED_POLICIES) {
            throw new IdentityFailure.LimitExceeded(
                    "Cannot exceed quota for PoliciesPer"
                        + identity.kind().title()
                        + ": "
                        + Quotas.ATTACHED_POLICIES)
                .exception();
          }
          AttachmentRows.attach(sql, row.id(), policy);
        });
  }

  public void detach(IdentityName identity, String policy) {
    change(
        identity,
        (sql, row) -> {
          if (!AttachmentRows.detach(sql, row.id(), policy)) {
            throw PolicyRows.absent(policy).exception();
          }
        });
  }

  /** All that decisions about an identity depend on: those of its groups too, and its boundary. */
  public Standing standing(IdentityName identity) {
    Snapshots snapshots = new Snapshots(workshop.documents());
    return workshop
        .database()
        .read(sql ->
            snapshots.read(sql, require(sql, identity).id()).map(Snapshot::standing).orElseThrow());
  }

  /** The ARNs of the attached policies. */
  public List<String> attached(IdentityName identity) {
    return workshop
        .database()
        .read(sql -> AttachmentRows.managed(sql, require(sql, identity).id()));
  }

  /** Sets an inline policy; one of the same name is replaced. */
  public void putInline(IdentityName identity, InlinePolicy policy) {
    NameRules.checkPolicy(policy.name());
    int quota = inlineSize(identity.kind());
    String what = "policy size of all inline policies of a " + identity.kind().word();
    workshop.documents().checkIdentityPolicy(policy.document(), quota, what);
    change(
        identity,
        (sql, row) -> {
          AttachmentRows.putInline(sql, row.id(), policy);
          long together =
              AttachmentRows.inline(sql, row.id()).stream()
                  .mapToLong(each -> Documents.length(each.document()))
                  .sum();
          Documents.checkLength(together, quota, what);
        });
  }

  public InlinePolicy inline(IdentityName identity, String name) {
    return workshop
        .database()
        .read(sql ->
            AttachmentRows.inline(sql, require(sql, identity).id(), name)
                .orElseThrow(() -> absent(identity, name).exception()));
  }

  public List<InlinePolicy> inline(IdentityName identity) {
    return workshop.database().read(sql -> AttachmentRows.inline(sql, require(sql, identity).id()));
  }

  public void deleteInline(IdentityName identity, String name) {
    change(
        identity,
        (sql, row) -> {
          if (!AttachmentRows.deleteInline(sql, row.id(), name)) {
            throw absent(identity, name).exception();
          }
        });
  }

  /** Bounds a user or role by a managed policy, in place of the one that bounds it. */
  public void putBoundary(IdentityName identity, String policy) {
    requireBoundable(identity);
    change(
        identity,
        (sql, row) -> {
          PolicyRows.requireAttachable(sql, identity.account(), policy);
          setBoundary(sql, row, Optional.of(policy));
        });
  }

  public void deleteBoundary(IdentityName identity) {
    requireBoundable(identity);
    change(
        identity,
        (sql, row) -> {
          if (row.boundary().isEmpty()) {
            throw new IdentityFailure.NoSuchEntity(
                    "The "
                        + identity.kind().word()
                        + " with name "
                        + identity.name()
                        + " has no permissions boundary.")
                .exception();
          }
          setBoundary(sql, row, Optional.empty());
        });
  }

  private static void setBoundary(Sql sql, IdentityRow row, Optional<String> policy) {
    sql.update("UPDATE identity SET boundary = ? WHERE id = ?", policy, row.id());
  }

  /** Changes something of an identity. */
  @FunctionalInterface
  private interface Change {
    void make(Sql sql, IdentityRow row);
  }

  private void change(IdentityName identity, Change change) {
    workshop
        .database()
        .change(sql -> {
          change.make(sql, require(sql, identity));
          return true;
        });
  }

  private static IdentityRow require(Sql sql, IdentityName identity) {
    if (identity.kind() == IdentityKind.ROOT) {
      throw new IdentityFailure.InvalidInput("The root of an account has no policies.").exception();
    }
    return IdentityRows.require(sql, identity);
  }

  private static void requireBoundable(IdentityName identity) {
    if (identity.kind() == IdentityKind.GROUP) {
      throw new IdentityFailure.InvalidInput("A group has no permissions boundary.").exception();
    }
  }

  /** Characters of all inline policies of an identity of this kind together. */
  private static int inlineSize(IdentityKind kind) {
    return switch (kind) {
      case USER -> PolicyLimits.USER_INLINE_SIZE;
      case GROUP -> PolicyLimits.GROUP_INLINE_SIZE;
      case ROLE -> PolicyLimits.ROLE_INLINE_SIZE;
      case ROOT -> 0;
    };
  }

  private static IdentityFailure absent(IdentityName identity, String name) {
    return new IdentityFailure.NoSuchEntity(
        "The " + identity.kind().word() + " policy with name " + name + " cannot be found.");
  }
}
