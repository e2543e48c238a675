package io.entrepot.server.command;

import io.entrepot.server.command.View.Column;

/** {@code entrepot role}. */
final class RoleNoun {
  private static final String TRUST = "The trust policy: who may take the role, and when (JSON).";

  private RoleNoun() {}

  static Noun noun() {
    return new Noun(
        "role",
        "Roles: rights that others take for a while, such as a cluster's nodes or a pipeline.",
        create(),
        list(),
        show(),
        update(),
        setTrust(),
        delete(),
        tag(),
        untag(),
        Boundaries.set("Role", role()),
        Boundaries.delete("Role", role()));
  }

  private static Argument role() {
    return Argument.positional("NAME", "RoleName", "The role's name.");
  }

  private static Argument description() {
    return Argument.text("--description", "TEXT", "Description", "What it is for.");
  }

  private static Argument duration() {
    return Argument.number(
        "--max-session-duration",
        "SECONDS",
        "MaxSessionDuration",
        "How long it may be taken for: 3600 to 43200 seconds.");
  }

  private static Verb create() {
    return Verb.of("create", "Makes a role.")
        .takes(
            role(),
            Argument.document("AssumeRolePolicyDocument", TRUST),
            Iam.PATH,
            description(),
            duration(),
            Argument.tags(),
            Argument.text(
                "--boundary", "ARN", "PermissionsBoundary", "The policy that bounds its rights."))
        .does(Work.iam("CreateRole"))
        .shows(View.said("created {.Role.Arn}"))
        .examples(
            "entrepot role create nodes --document trust.json",
            "entrepot role create ci --document - --max-session-duration 7200 < trust.json");
  }

  private static Verb list() {
    return Verb.of("list", "Lists the roles.")
        .takes(Iam.PATH_PREFIX)
        .does(Work.pages("iam", "ListRoles", "Roles"))
        .shows(
            View.table(
                "Roles",
                Column.of("NAME", "RoleName"),
                Column.of("ID", "RoleId"),
                Column.of("PATH", "Path"),
                Iam.CREATED,
                Column.of("DESCRIPTION", "Description")))
        .examples("entrepot role list");
  }

  private static Verb show() {
    return Verb.of("show", "Shows a role with its trust policy and its policies.")
        .takes(role())
        .does(
            Work.iam("GetRole")
                .and("ListAttachedRolePolicies", "AttachedPolicies")
                .and("ListRolePolicies", "PolicyNames"))
        .shows(
            View.lines(
                Column.of("name", "Role.RoleName"),
                Column.of("id", "Role.RoleId"),
                Column.of("arn", "Role.Arn"),
                Column.of("created", "Role.CreateDate"),
                Column.of("description", "Role.Description"),
                Column.of("max session", "Role.MaxSessionDuration"),
                Column.of("last used", "Role.RoleLastUsed.LastUsedDate"),
                new Column("tags", answer -> Tags.show(answer.object("Role"))),
                Column.of("boundary", "Role.PermissionsBoundary.PermissionsBoundaryArn"),
                Iam.ATTACHED,
                Iam.INLINE,
                new Column(
                    "trust",
                    answer ->
                        Documents.indented(View.at(answer, "Role.AssumeRolePolicyDocument")))))
        .examples("entrepot role show nodes");
  }

  private static Verb update() {
    return Verb.of("update", "Changes a role's description or longest session.")
        .takes(role(), description(), duration())
        .does(Work.iam("UpdateRole"))
        .shows(View.said("role {NAME} was updated"))
        .examples("entrepot role update nodes --max-session-duration 7200");
  }

  private static Verb setTrust() {
    return Verb.of("set-trust", "Replaces a role's trust policy.")
        .takes(role(), Argument.document("PolicyDocument", TRUST))
        .does(Work.iam("UpdateAssumeRolePolicy"))
        .shows(View.said("the trust policy of role {NAME} was set"))
        .examples("entrepot role set-trust nodes --document trust.json");
  }

  private static Verb delete() {
    return Verb.of("delete", "Deletes a role; its sessions end at once.")
        .details("Without --force only a role that has no policy left.")
        .takes(role(), Iam.force("Takes its policies away first."))
        .does(asked ->
            Removal.delete(
                asked, "DeleteRole", asked.members(), Removal.of(asked, "Role")::dropPolicies))
        .shows(View.said("role {NAME} was deleted"))
        .examples("entrepot role delete nodes --force");
  }

  private static Verb tag() {
    return Verb.of("tag", "Sets tags of a role; others stay.")
        .takes(role(), Argument.tags().mandatory())
        .does(Work.iam("TagRole"))
        .shows(View.said("role {NAME} was tagged"))
        .examples("entrepot role tag nodes --tag stage=production");
  }

  private static Verb untag() {
    return Verb.of("untag", "Takes tags off a role.")
        .takes(role(), Iam.TAG_KEYS)
        .does(Work.iam("UntagRole"))
        .shows(View.said("role {NAME} was untagged"))
        .examples("entrepot role untag nodes --key stage");
  }
}
