package io.entrepot.auth.store;

import io.entrepot.auth.credential.Session;
import io.entrepot.auth.identity.IdentityException;
import io.entrepot.auth.identity.IdentityFailure;
import io.entrepot.auth.identity.NewSession;
import io.entrepot.auth.policy.PolicyLimits;
import io.entrepot.auth.principal.AccountId;
import java.util.List;

/**
 * Lays down what sessions carry. Nothing is stored of a session: it lies in its credentials. Any
 * thread; calls block.
 */
public final class Sessions {
  private final Workshop workshop;

  Sessions(Workshop workshop) {
    this.workshop = workshop;
  }

  /**
   * What a session carries that was asked for so; whether it may be is for the caller to ask first.
   *
   * @param account of the role
   * @throws IdentityException when a policy is none or not there, or it is too much to carry
   */
  public Session begin(AccountId account, NewSession wanted) {
    List<String> arns = wanted.policyArns();
    List<String> policies = wanted.policy().stream().toList();
    int characters =
        policies.stream().mapToInt(String::length).sum()
            + arns.stream().mapToInt(String::length).sum();
    if (characters > PolicyLimits.SESSION_SIZE) {
      throw tooLarge(
          "the session policies have at most " + PolicyLimits.SESSION_SIZE + " characters");
    }
    policies.forEach(workshop.documents()::identityPolicy);
    workshop
        .database()
        .read(sql -> {
          arns.forEach(arn -> PolicyRows.requireAttachable(sql, account, arn));
          return true;
        });
    Session session = new Session(policies, arns, wanted.tags(), wanted.transitiveTags());
    if (session.bytes() > Session.MAX_BYTES) {
      throw tooLarge(
          "the session policies and tags have at most " + Session.MAX_BYTES + " bytes together");
    }
    return session;
  }

  private static IdentityException tooLarge(String message) {
    return new IdentityFailure.PackedPolicyTooLarge(message).exception();
  }
}
