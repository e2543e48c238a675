package io.entrepot.server.aws.iam;

/** What the ARN of a managed policy tells. */
final class PolicyArn {
  private static final String KIND = ":policy";

  private PolicyArn() {}

  /** The policy's name, which follows the last slash. */
  static String name(String arn) {
    return arn.substring(arn.lastIndexOf('/') + 1);
  }

  /** The policy's path; empty for what is no ARN of one. */
  static String path(String arn) {
    int kind = arn.indexOf(KIND + "/");
    return kind < 0 ? "" : arn.substring(kind + KIND.length(), arn.lastIndexOf('/') + 1);
  }
}
