package io.entrepot.server.command;

import java.util.Locale;

/** Takes away what keeps a user, group, role or policy from being deleted. */
final class Removal {
  private final Asked asked;
  private final String kind;
  private final Json owner;

  private Removal(Asked asked, String kind, Json owner) {
    this.asked = asked;
    this.kind = kind;
    this.owner = owner;
  }

  /** What is in the way of a deletion is taken away. */
  @FunctionalInterface
  interface Emptying {
    void run() throws ClientException;
  }

  /** Deletes something, after what is in its way when the caller wants that. */
  static Json delete(Asked asked, String operation, Json body, Emptying emptying)
      throws ClientException {
    if (asked.has(Iam.FORCE)) {
      emptying.run();
    }
    try {
      return asked.iam(operation, body);
    } catch (RefusedException e) {
      if (e.is("DeleteConflict") && !asked.has(Iam.FORCE)) {
        throw new ClientException(e.sentence() + " (" + Iam.FORCE + " takes away what is left)");
      }
      throw e;
    }
  }

  /**
   * Of the one that is the verb's {@code NAME}.
   *
   * @param kind {@code User}, {@code Group} or {@code Role}
   */
  static Removal of(Asked asked, String kind) {
    return new Removal(asked, kind, new Json().with(kind + "Name", asked.required("NAME")));
  }

  private Json owned() {
    return new Json().withAll(owner);
  }

  private Json all(String operation, String list) throws ClientException {
    return asked.server().pages("iam", operation, owned(), list);
  }

  /** Ways in first, so that a removal that breaks off leaves a user that can do less, not more. */
  void emptyUser() throws ClientException {
    for (Json key : all("ListAccessKeys", "AccessKeyMetadata").objects("AccessKeyMetadata")) {
      String id = View.at(key, "AccessKeyId");
      asked.iam("DeleteAccessKey", owned().with("AccessKeyId", id));
      tell("access key " + id);
    }
    deletePassword();
    for (Json group : all("ListGroupsForUser", "Groups").objects("Groups")) {
      String name = View.at(group, "GroupName");
      asked.iam("RemoveUserFromGroup", owned().with("GroupName", name));
      tell("membership in " + name);
    }
    dropPolicies();
  }

  private void deletePassword() throws ClientException {
    try {
      asked.iam("DeleteLoginProfile", owned());
      tell("password");
    } catch (RefusedException e) {
      if (!e.isAbsent()) {
        throw e;
      }
    }
  }

  void emptyGroup() throws ClientException {
    for (Json user : all("GetGroup", "Users").objects("Users")) {
      String name = View.at(user, "UserName");
      asked.iam("RemoveUserFromGroup", owned().with("UserName", name));
      tell("membership of " + name);
    }
    dropPolicies();
  }

  /** Those attached are detached, those inline deleted. */
  void dropPolicies() throws ClientException {
    for (Json policy :
        all("ListAttached" + kind + "Policies", "AttachedPolicies").objects("AttachedPolicies")) {
      String arn = View.at(policy, "PolicyArn");
      asked.iam("Detach" + kind + "Policy", owned().with("PolicyArn", arn));
      tell("attachment of " + arn);
    }
    for (String name : all("List" + kind + "Policies", "PolicyNames").texts("PolicyNames")) {
      asked.iam("Delete" + kind + "Policy", owned().with("PolicyName", name));
      tell("inline policy " + name);
    }
  }

  private void tell(String what) {
    asked.note(
        String.format(
            Locale.ROOT,
            "%s %s: %s removed",
            kind.toLowerCase(Locale.ROOT),
            asked.required("NAME"),
            what));
  }
}
