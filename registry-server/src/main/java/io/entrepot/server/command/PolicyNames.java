package io.entrepot.server.command;

import java.util.List;
import java.util.Locale;

/** Finds the managed policy that a bare name means. */
final class PolicyNames {
  static final String LABEL = "POLICY";

  private PolicyNames() {}

  /**
   * A managed policy by name or ARN.
   *
   * @param more what else its help says
   */
  static Argument argument(String more) {
    return Argument.positional(
        LABEL,
        "",
        ("The policy's ARN, or its name: one of the account's own, or one of AWS's. " + more)
            .strip());
  }

  static String arn(Asked asked) throws ClientException {
    return arn(asked, asked.required(LABEL));
  }

  /**
   * The ARN of it; the account's own goes before AWS's.
   *
   * @throws ClientException when there is none of this name
   */
  static String arn(Asked asked, String policy) throws ClientException {
    if (policy.startsWith("arn:")) {
      return policy;
    }
    List<Json> found =
        asked
            .server()
            .pages("iam", "ListPolicies", new Json(), "Policies")
            .objects("Policies")
            .stream()
            .filter(each -> View.at(each, "PolicyName").equals(policy))
            .toList();
    return found.stream()
        .map(each -> View.at(each, "Arn"))
        .min((one, other) -> Boolean.compare(isAws(one), isAws(other)))
        .orElseThrow(() ->
            new ClientException(
                String.format(
                    Locale.ROOT,
                    "there is no managed policy %s; entrepot policy list shows those that are",
                    policy)));
  }

  private static boolean isAws(String arn) {
    return arn.startsWith("arn:aws:iam::aws:");
  }
}
