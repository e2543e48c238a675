package io.entrepot.auth.decide;

import io.entrepot.auth.policy.Statement;

/**
 * A statement, and where it stands.
 *
 * @param covers whether it is known to cover the resource in question
 */
record Clause(AttachedPolicy policy, Statement statement, boolean covers) {
  Clause covering() {
    return new Clause(policy, statement, true);
  }
}
