package io.entrepot.auth.federation;

import io.entrepot.auth.policy.PolicyDocument;
import io.entrepot.auth.policy.PolicyKind;
import io.entrepot.auth.policy.PolicyLimits;
import io.entrepot.auth.policy.PolicySyntaxException;

/** A policy that comes with the request for a session. */
final class SessionPolicy {
  private SessionPolicy() {}

  /** Refuses what is no policy, or too long to travel with the session. */
  static void check(String text) {
    if (text.length() > PolicyLimits.SESSION_SIZE) {
      throw new FederationException(
          FederationException.Kind.POLICY_TOO_LARGE,
          "a session policy has at most " + PolicyLimits.SESSION_SIZE + " characters");
    }
    try {
      PolicyDocument.parse(text, PolicyKind.IDENTITY);
    } catch (PolicySyntaxException e) {
      throw new FederationException(
          FederationException.Kind.MALFORMED_POLICY, String.valueOf(e.getMessage()));
    }
  }
}
