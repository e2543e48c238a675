package io.entrepot.lifecycle.rule;

/** What becomes of the images that a rule finds. */
public enum RuleAction {
  /** They are deleted. */
  EXPIRE,
  /** They are put into the archive storage class. */
  ARCHIVE
}
