package io.entrepot.storage.verify;

/**
 * One thing that verification found.
 *
 * @param what the digest, the tag or the file that it is about
 * @param why what was expected and what is there
 * @param outcome what was done about it
 */
public record Finding(FindingKind kind, String what, String why, Outcome outcome) {

  /** What was done about a finding. */
  public enum Outcome {
    /** Nothing; it was only reported. */
    REPORTED,
    /** Its bytes lie in the quarantine, and nothing serves it any more. */
    SET_ASIDE,
    /** It is deleted. */
    REMOVED
  }

  static Finding reported(FindingKind kind, String what, String why) {
    return new Finding(kind, what, why, Outcome.REPORTED);
  }

  Finding with(Outcome done) {
    return new Finding(kind, what, why, done);
  }
}
