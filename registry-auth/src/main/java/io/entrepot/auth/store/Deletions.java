package io.entrepot.auth.store;

import io.entrepot.auth.identity.IdentityFailure;

/** What hangs on an identity keeps it (IAM API reference, DeleteUser, DeleteGroup, DeleteRole). */
final class Deletions {
  private Deletions() {}

  static void requireNoPolicies(Sql sql, String identity) {
    refuseIf(
        sql.exists("SELECT 1 FROM attachment WHERE identity = ?", identity), "detach all policies");
    refuseIf(
        sql.exists("SELECT 1 FROM inline_policy WHERE identity = ?", identity), "delete policies");
  }

  static void refuseIf(boolean hangs, String first) {
    if (hangs) {
      throw new IdentityFailure.DeleteConflict("Cannot delete entity, must " + first + " first.")
          .exception();
    }
  }
}
