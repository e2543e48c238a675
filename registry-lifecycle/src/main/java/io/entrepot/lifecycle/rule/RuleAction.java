package io.entrepot.lifecycle.rule;

/** What becomes of the images that a rule finds. */
public enum RuleAction {
  /** They are deleted. */
  EXPIRE,
  /** They are put into the archive storage class. */
  ARCHIVE,
  /**
   * They stay, whatever other rules say. What such a rule finds is what an expiring rule of the
   * same count would leave: the newest ones, or those that are not too old. Beyond ECR.
   */
  KEEP
}
