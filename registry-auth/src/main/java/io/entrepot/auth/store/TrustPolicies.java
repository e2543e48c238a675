package io.entrepot.auth.store;

import io.entrepot.auth.identity.IdentityFailure;
import io.entrepot.auth.policy.PolicyLimits;

/**
 * Trust policies as they are kept: with the unique ids of the users and roles that they name, so
 * that one made anew under an old name is not trusted (IAM user guide, IAM JSON policy elements:
 * Principal).
 */
final class TrustPolicies {
  private TrustPolicies() {}

  /** Refuses what is no trust policy or is too long; needs no rows. */
  static void check(Documents documents, String text) {
    documents.checkTrustPolicy(text, PolicyLimits.TRUST_SIZE, "ACLSizePerRole");
  }

  /** What is kept of a text that was checked; refused when a principal does not exist. */
  static String kept(Sql sql, String text) {
    return PrincipalIds.kept(
        sql,
        text,
        name ->
            new IdentityFailure.MalformedPolicyDocument(
                    "Invalid principal in policy: \"AWS\":\"" + name + "\"")
                .exception());
  }
}
