package io.entrepot.auth.decide;

import io.entrepot.auth.policy.PrincipalMatch;
import io.entrepot.auth.policy.Statement;
import org.jspecify.annotations.Nullable;

/**
 * What the policies of one kind hold for a request, gathered statement by statement. One thread.
 */
final class Found {
  private @Nullable AttachedPolicy denyPolicy;
  private @Nullable Statement deny;
  private @Nullable AttachedPolicy allowPolicy;
  private @Nullable Statement allow;
  private PrincipalMatch match = PrincipalMatch.NONE;

  void add(AttachedPolicy policy, Statement statement, PrincipalMatch form) {
    switch (statement.effect()) {
      case DENY -> {
        denyPolicy = policy;
        deny = statement;
      }
      case ALLOW -> {
        if (form.compareTo(match) > 0) {
          match = form;
          allowPolicy = policy;
          allow = statement;
        }
      }
    }
  }

  boolean denies() {
    return deny != null;
  }

  boolean allows() {
    return allow != null;
  }

  /** What the policies of this kind say on their own. */
  Evaluation.Outcome outcome() {
    if (denies()) {
      return Evaluation.Outcome.EXPLICIT_DENY;
    }
    return allows() ? Evaluation.Outcome.ALLOWED : Evaluation.Outcome.IMPLICIT_DENY;
  }

  /** Whether a further statement of this effect could say more than what was found. */
  boolean needs(Statement.Effect effect, boolean principals) {
    return switch (effect) {
      case DENY -> deny == null;
      case ALLOW -> allow == null || (principals && match != PrincipalMatch.EVERYBODY);
    };
  }

  /** In which form the allow names the caller. */
  PrincipalMatch match() {
    return match;
  }

  Evaluation.Decisive denial() {
    return decisive(denyPolicy, deny);
  }

  Evaluation.Decisive allowance() {
    return decisive(allowPolicy, allow);
  }

  private static Evaluation.Decisive decisive(
      @Nullable AttachedPolicy policy, @Nullable Statement statement) {
    if (policy == null || statement == null) {
      throw new IllegalStateException("nothing was found");
    }
    return new Evaluation.Decisive(policy.name(), statement.label(), statement.index());
  }
}
