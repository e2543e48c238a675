package io.entrepot.server.aws.registry;

import io.entrepot.auth.policy.PolicyDocument;
import io.entrepot.auth.policy.PolicyKind;
import io.entrepot.auth.policy.PolicySyntaxException;
import io.entrepot.auth.store.PrincipalIds;
import io.entrepot.server.aws.AwsError;
import io.entrepot.server.aws.AwsException;

/**
 * Policies of repositories and registries on their way in and out: users and roles that they name
 * are kept by their unique ids, so that a later one of the same name inherits nothing, and shown by
 * their ARNs. Any thread; blocks.
 */
public final class PolicyTexts {
  private final PrincipalIds principals;

  public PolicyTexts(PrincipalIds principals) {
    this.principals = principals;
  }

  /**
   * What is kept of a policy.
   *
   * @throws AwsException when it is none, with the place of the mistake, or names a principal that
   *     does not exist
   */
  public String kept(String text, PolicyKind kind) {
    String what = kind == PolicyKind.REGISTRY ? "registry" : "repository";
    try {
      PolicyDocument.parse(text, kind);
    } catch (PolicySyntaxException e) {
      throw invalid(what, e.getMessage());
    }
    return principals.kept(text, name -> invalid(what, "Principal not found: " + name));
  }

  /** A kept policy as it is shown. */
  public String shown(String kept) {
    return principals.shown(kept);
  }

  private static AwsException invalid(String what, String why) {
    return AwsError.INVALID_PARAMETER.because(
        "Invalid parameter at 'PolicyText' failed to satisfy constraint: 'Invalid "
            + what
            + " policy provided' ("
            + why
            + ")");
  }
}
