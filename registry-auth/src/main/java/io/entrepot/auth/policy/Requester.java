package io.entrepot.auth.policy;

import io.entrepot.auth.principal.Principal;

/** Who stands before a policy that names principals. */
public sealed interface Requester {
  /** A principal of some account, or nobody. */
  record Known(Principal principal) implements Requester {}

  /**
   * The holder of an identity provider's token, who asks for a role.
   *
   * @param provider the provider's ARN
   */
  record Federated(String provider) implements Requester {}
}
