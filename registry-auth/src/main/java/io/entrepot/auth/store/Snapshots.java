package io.entrepot.auth.store;

import io.entrepot.auth.decide.AttachedPolicies;
import io.entrepot.auth.decide.AttachedPolicy;
import io.entrepot.auth.decide.Standing;
import io.entrepot.auth.identity.IdentityKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads all that decisions about an identity depend on, in one read of the rows. */
final class Snapshots {
  private final Documents documents;

  Snapshots(Documents documents) {
    this.documents = documents;
  }

  Optional<Snapshot> read(Sql sql, String id) {
    return IdentityRows.byId(sql, id).map(row -> read(sql, row));
  }

  private Snapshot read(Sql sql, IdentityRow row) {
    Standing standing =
        new Standing(
            TagRows.of(sql, row.id()),
            new AttachedPolicies(policies(sql, row)),
            row.boundary().map(arn -> AttachedPolicies.of(managed(sql, arn))),
            Optional.empty());
    return new Snapshot(
        row.id(), row.name(), row.path(), PasswordRow.of(sql, row.id()), standing, row.principal());
  }

  private List<AttachedPolicy> policies(Sql sql, IdentityRow row) {
    List<AttachedPolicy> policies = new ArrayList<>(own(sql, row));
    if (row.name().kind() == IdentityKind.USER) {
      for (IdentityRow group : MembershipRows.groupsOf(sql, row.id())) {
        policies.addAll(own(sql, group));
      }
    }
    return policies;
  }

  private List<AttachedPolicy> own(Sql sql, IdentityRow row) {
    List<AttachedPolicy> policies = new ArrayList<>();
    AttachmentRows.inline(sql, row.id())
        .forEach(inline ->
            policies.add(
                new AttachedPolicy(
                    inline.name() + " of " + row.arn(),
                    documents.identityPolicy(inline.document()))));
    AttachmentRows.managed(sql, row.id()).forEach(arn -> policies.add(managed(sql, arn)));
    return policies;
  }

  private AttachedPolicy managed(Sql sql, String arn) {
    return new AttachedPolicy(arn, documents.identityPolicy(PolicyRows.document(sql, arn)));
  }
}
