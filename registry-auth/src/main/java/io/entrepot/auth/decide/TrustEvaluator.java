package io.entrepot.auth.decide;

import io.entrepot.auth.decide.Evaluation.Layer;
import io.entrepot.auth.decide.Evaluation.Outcome;
import io.entrepot.auth.policy.PrincipalMatch;
import io.entrepot.auth.policy.Requester;
import io.entrepot.auth.policy.Statement;
import io.entrepot.auth.policy.pattern.RequestKeys;
import java.util.Optional;

/**
 * What a role's trust policy says of one who asks for the role (IAM user guide, How IAM roles
 * differ from resource-based policies; AssumeRoleWithWebIdentity). It stands alone: whether the
 * asker's own policies allow it too is a question for a {@link Decider}. Any thread.
 */
public final class TrustEvaluator {
  private TrustEvaluator() {}

  /**
   * Evaluates.
   *
   * @param trust the role's trust policy
   * @param bounded whether the asker has a permissions boundary
   * @param keys the condition keys, such as {@code token.actions.example.org:sub}
   * @return never by {@link Layer#ROOT}
   */
  public static Trust evaluate(
      AttachedPolicy trust, Requester asker, boolean bounded, Action action, RequestKeys keys) {
    Found found = new Found();
    for (Statement statement : trust.document().statementsFor(action.iamName())) {
      PrincipalMatch form =
          statement
              .principals()
              .map(principals -> principals.match(asker, bounded))
              .orElse(PrincipalMatch.NONE);
      if (form != PrincipalMatch.NONE
          && found.needs(statement.effect(), true)
          && statement.covers(Optional.empty(), keys)
          && statement.holds(keys)) {
        found.add(trust, statement, form);
      }
    }
    return found.denies() ? denied(found) : given(found);
  }

  /**
   * The answer.
   *
   * @param accountOnly whether the policy trusts the asker's account and not the asker itself,
   *     whose own policies have to allow it then
   */
  public record Trust(Evaluation evaluation, boolean accountOnly) {}

  private static Trust denied(Found found) {
    return new Trust(Evaluation.by(Outcome.EXPLICIT_DENY, Layer.TRUST, found.denial()), false);
  }

  private static Trust given(Found found) {
    if (!found.allows()) {
      return new Trust(
          new Evaluation(
              Outcome.IMPLICIT_DENY,
              Layer.TRUST,
              Optional.empty(),
              "the role's trust policy does not allow it"),
          false);
    }
    return new Trust(
        Evaluation.by(Outcome.ALLOWED, Layer.TRUST, found.allowance()),
        found.match() == PrincipalMatch.ACCOUNT);
  }
}
