package io.entrepot.server.command;

import io.entrepot.server.command.View.Column;
import java.util.List;
import java.util.Locale;

/** The verbs for a managed policy's versions, of which there are five at most. */
final class PolicyVersions {
  private PolicyVersions() {}

  private static Argument version() {
    return Argument.positional("VERSION", "VersionId", "Such as v2.");
  }

  private static Work on(String operation) {
    return asked -> asked.iam(operation, asked.members().with("PolicyArn", PolicyNames.arn(asked)));
  }

  static Verb list() {
    return Verb.of("versions", "Lists the versions of a managed policy.")
        .takes(PolicyNames.argument(""))
        .does(asked ->
            asked
                .server()
                .pages(
                    "iam",
                    "ListPolicyVersions",
                    new Json().with("PolicyArn", PolicyNames.arn(asked)),
                    "Versions"))
        .shows(
            View.table(
                "Versions",
                Column.of("VERSION", "VersionId"),
                Column.of("IN FORCE", "IsDefaultVersion"),
                Iam.CREATED))
        .examples("entrepot policy versions push-web");
  }

  static Verb add() {
    return Verb.of("add-version", "Adds a version to a managed policy.")
        .takes(
            PolicyNames.argument(""),
            Argument.document("PolicyDocument", "The policy (JSON)."),
            Argument.flag("--set-default", "SetAsDefault", "Puts it in force at once."))
        .does(on("CreatePolicyVersion"))
        .shows(View.said("added {.PolicyVersion.VersionId} to policy {POLICY}"))
        .examples("entrepot policy add-version push-web --document push-web.json --set-default");
  }

  static Verb setDefault() {
    return Verb.of("set-default", "Puts a version of a managed policy in force.")
        .takes(PolicyNames.argument(""), version())
        .does(on("SetDefaultPolicyVersion"))
        .shows(View.said("{VERSION} of policy {POLICY} is in force"))
        .examples("entrepot policy set-default push-web v1");
  }

  static Verb delete() {
    return Verb.of("delete-version", "Deletes a version that is not in force.")
        .takes(PolicyNames.argument(""), version())
        .does(on("DeletePolicyVersion"))
        .shows(View.said("{VERSION} of policy {POLICY} was deleted"))
        .examples("entrepot policy delete-version push-web v1");
  }

  /** Detaches a policy from all and leaves it the version in force alone. */
  static void empty(Asked asked, String arn) throws ClientException {
    for (String kind : List.of("User", "Group", "Role")) {
      String list = "Policy" + kind + "s";
      Json holders =
          asked
              .server()
              .pages(
                  "iam",
                  "ListEntitiesForPolicy",
                  new Json().with("PolicyArn", arn).with("EntityFilter", kind),
                  list);
      for (Json holder : holders.objects(list)) {
        Owner owner = new Owner(kind, View.at(holder, kind + "Name"));
        asked.iam("Detach" + kind + "Policy", owner.members().with("PolicyArn", arn));
        asked.note(String.format(Locale.ROOT, "detached from %s", owner));
      }
    }
    Json policy = new Json().with("PolicyArn", arn);
    for (Json version :
        asked.server().pages("iam", "ListPolicyVersions", policy, "Versions").objects("Versions")) {
      if (!version.isTrue("IsDefaultVersion")) {
        asked.iam("DeletePolicyVersion", policy.with("VersionId", View.at(version, "VersionId")));
      }
    }
  }
}
