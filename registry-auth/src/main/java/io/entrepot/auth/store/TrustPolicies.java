package io.entrepot.auth.store;

import io.entrepot.auth.identity.IdentityFailure;
import io.entrepot.auth.policy.PolicyLimits;
import io.entrepot.auth.policy.PolicyPrincipals;
import java.util.Map;

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
    return PolicyPrincipals.replace(text, name -> name.equals("*") ? name : keptName(sql, name));
  }

  private static String keptName(Sql sql, String name) {
    String id =
        PrincipalIds.resolve(sql, name)
            .orElseThrow(() ->
                new IdentityFailure.MalformedPolicyDocument(
                        "Invalid principal in policy: \"AWS\":\"" + name + "\"")
                    .exception());
    return IdentityArn.parse(name).isPresent() ? id : name;
  }

  /** A kept text as it is shown: with ARNs for those that are still there. */
  static String shown(Sql sql, String kept) {
    Map<String, String> arns = PrincipalIds.arns(sql, PolicyPrincipals.named(kept));
    return PolicyPrincipals.replace(kept, name -> arns.getOrDefault(name, name));
  }
}
