package io.entrepot.auth.decide;

import java.util.Optional;

/**
 * What the policies say of one permission.
 *
 * @param layer the kind of policy that decided
 * @param by the statement that decided; empty where none did
 * @param otherwise what decided or was missing where no statement did; else empty
 */
public record Evaluation(Outcome outcome, Layer layer, Optional<Decisive> by, String otherwise) {
  /** The credential was issued for something else, and no policy was asked. */
  public static final Evaluation OUTSIDE_SCOPE =
      new Evaluation(
          Outcome.IMPLICIT_DENY,
          Layer.SCOPE,
          Optional.empty(),
          "the credential's scope does not cover it");

  /** The three answers that there are. */
  public enum Outcome {
    ALLOWED,
    EXPLICIT_DENY,
    IMPLICIT_DENY
  }

  /** Kinds of policies, and of what allows without one. */
  public enum Layer {
    /** The account's root identity, which needs no policy in its account. */
    ROOT,
    IDENTITY,
    RESOURCE,
    BOUNDARY,
    SESSION,
    /** A role's trust policy. */
    TRUST,
    /** What the credential was issued for, before any policy. */
    SCOPE,
    /** The server asks nobody who they are. */
    OPENNESS
  }

  /**
   * A statement, and the policy that it stands in.
   *
   * @param policy its name, as {@link AttachedPolicy} has it
   * @param statement its Sid, or {@code Statement[2]}
   * @param index its place in the policy, from 0
   */
  public record Decisive(String policy, String statement, int index) {
    @Override
    public String toString() {
      return statement + " of " + policy;
    }
  }

  static Evaluation by(Outcome outcome, Layer layer, Decisive statement) {
    return new Evaluation(outcome, layer, Optional.of(statement), "");
  }

  /** For the operator, on one line: what decided, or what was missing. */
  public String why() {
    return by.map(statement -> (allowed() ? "allowed by " : "denied by ") + statement)
        .orElse(otherwise);
  }

  public boolean allowed() {
    return outcome == Outcome.ALLOWED;
  }
}
