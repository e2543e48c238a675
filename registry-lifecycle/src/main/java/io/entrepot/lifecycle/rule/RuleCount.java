package io.entrepot.lifecycle.rule;

/** How many images a rule leaves, or how old it lets them be. */
public sealed interface RuleCount {
  /** All of them stay: for rules that keep, alone. Beyond ECR. */
  record All() implements RuleCount {}

  /** The newest ones stay, at most so many. */
  record Images(int most) implements RuleCount {}

  /** Days since the push. */
  record SincePushed(int days) implements RuleCount {}

  /** Days since the last pull. */
  record SincePulled(int days) implements RuleCount {}

  /** Days in the archive storage class. */
  record SinceTransitioned(int days) implements RuleCount {}
}
