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

  /** Characters of an account's alias. */
  public static final int ALIAS = 63;

  private static final Pattern ALIAS_FORM = Pattern.compile("[a-z0-9]([a-z0-9]|-(?!-))+[a-z0-9]");
  private static final Pattern NUMBER = Pattern.compile("[0-9]{12}");
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

  /** The same for an account's alias, which is not to be taken for a number. */
  public static void checkAlias(String alias) {
    if (alias.length() > ALIAS
        || !ALIAS_FORM.matcher(alias).matches()
        || NUMBER.matcher(alias).matches()) {
      throw invalid(
          "The specified value for accountAlias is invalid. It must have 3 to "
              + ALIAS
              + " small letters, digits and single hyphens between them, and be no account's"
              + " number.");
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
