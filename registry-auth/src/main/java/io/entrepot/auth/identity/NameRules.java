package io.entrepot.auth.identity;

import java.util.regex.Pattern;

/**
 * What IAM lets names be (IAM user guide, IAM and AWS STS quotas; the API reference's patterns).
 */
public final class NameRules {
  /** Characters of a user's name. */
  public static final int USER_NAME = 64;

  /** Characters of a group's name. */
  public static final int GROUP_NAME = 128;

  /** Characters of a role's name. */
  public static final int ROLE_NAME = 64;

  /** Characters of the name of a policy, managed or inline. */
  public static final int POLICY_NAME = 128;

  /** Characters of a path. */
  public static final int PATH = 512;

  /** Characters of a description. */
  public static final int DESCRIPTION = 1000;

  private static final Pattern NAME = Pattern.compile("[\\w+=,.@-]+");
  private static final Pattern PATH_FORM = Pattern.compile("/|/[\\x21-\\x7e]+/");

  private NameRules() {}

  /** Refuses with {@link IdentityFailure.InvalidInput} what is no name of an identity. */
  public static void check(IdentityKind kind, String name) {
    check(kind.word() + "Name", name, kind.nameLength());
    if (kind == IdentityKind.USER && name.equalsIgnoreCase(IdentityKind.ROOT.word())) {
      throw invalid("The user name root stands for the account itself.");
    }
  }

  /** The same for a policy. */
  public static void checkPolicy(String name) {
    check("policyName", name, POLICY_NAME);
  }

  /** The same for a path. */
  public static void checkPath(String path) {
    if (path.length() > PATH || !PATH_FORM.matcher(path).matches()) {
      throw invalid(
          "The specified value for path is invalid. It must begin and end with / and contain only"
              + " alphanumeric characters and/or / characters.");
    }
  }

  /** The same for a description. */
  public static void checkDescription(String text) {
    if (text.length() > DESCRIPTION) {
      throw invalid(
          "The specified value for description is invalid. It must have at most "
              + DESCRIPTION
              + " characters.");
    }
  }

  private static void check(String what, String name, int longest) {
    if (name.length() > longest) {
      throw invalid(
          "The specified value for "
              + what
              + " is invalid. It must have at most "
              + longest
              + " characters.");
    }
    if (!NAME.matcher(name).matches()) {
      throw invalid(
          "The specified value for "
              + what
              + " is invalid. It must contain only alphanumeric characters and/or the following:"
              + " +=,.@_-");
    }
  }

  private static IdentityException invalid(String message) {
    return new IdentityFailure.InvalidInput(message).exception();
  }
}
