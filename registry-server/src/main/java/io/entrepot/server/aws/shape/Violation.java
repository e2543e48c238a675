package io.entrepot.server.aws.shape;

/**
 * A constraint that a value does not satisfy.
 *
 * @param place as AWS writes it, such as {@code tags.1.member.key}
 * @param shown the value; empty when there is none, or none that may be shown
 * @param absent whether there is no value
 * @param many whether it is a list or a table
 * @param must what it must be or have, such as {@code have length less than or equal to 256}
 */
public record Violation(String place, String shown, boolean absent, boolean many, String must) {
  /** What a text must do that has a pattern; the pattern follows. */
  static final String MATCHING = "satisfy regular expression pattern: ";

  private static final String MATCHING_PARAMETER = "satisfy regular expression '";

  /** What AWS's services say of one value, but ECR. */
  String general() {
    String value = absent ? " null" : shown.isEmpty() ? "" : " '" + shown + "'";
    return "Value"
        + value
        + " at '"
        + place
        + "' failed to satisfy constraint: Member must "
        + must;
  }

  /** What ECR says: of a value that it must, of a list that its member must. */
  public String ofParameter() {
    return "Invalid parameter at '"
        + place
        + "' failed to satisfy constraint: '"
        + (many ? "Member must " : "must ")
        + (must.startsWith(MATCHING)
            ? MATCHING_PARAMETER + must.substring(MATCHING.length()) + "'"
            : must)
        + "'";
  }
}
