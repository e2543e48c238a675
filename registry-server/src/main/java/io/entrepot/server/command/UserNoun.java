package io.entrepot.server.command;

import io.entrepot.server.command.View.Column;
import java.util.stream.Collectors;

/** {@code entrepot user}. */
final class UserNoun {
  private UserNoun() {}

  static Noun noun() {
    return new Noun(
        "user",
        "Users: people and programs with a password or access keys.",
        create(),
        list(),
        show(),
        rename(),
        delete(),
        tag(),
        untag(),
        groups(),
        setPassword(),
        deletePassword(),
        Boundaries.set("User", Iam.user()),
        Boundaries.delete("User", Iam.user()));
  }

  private static Verb create() {
    return Verb.of("create", "Makes a user.")
        .details(
            "The user may do nothing until a policy says so (entrepot policy attach), and cannot"
                + " get in without an access key (entrepot key create) or a password (entrepot user"
                + " set-password).")
        .takes(
            Iam.user(),
            Iam.PATH,
            Argument.tags(),
            Argument.text(
                "--boundary", "ARN", "PermissionsBoundary", "The policy that bounds its rights."))
        .does(Work.iam("CreateUser"))
        .shows(View.said("created {.User.Arn}"))
        .examples(
            "entrepot user create alice",
            "entrepot user create builder --path /ci/ --tag team=web --tag stage=test");
  }

  private static Verb list() {
    return Verb.of("list", "Lists the users.")
        .takes(Iam.PATH_PREFIX)
        .does(Work.pages("iam", "ListUsers", "Users"))
        .shows(
            View.table(
                "Users",
                Column.of("NAME", "UserName"),
                Column.of("ID", "UserId"),
                Column.of("PATH", "Path"),
                Iam.CREATED,
                Column.of("PASSWORD LAST USED", "PasswordLastUsed")))
        .examples("entrepot user list", "entrepot user list --path-prefix /ci/ --output json");
  }

  private static Verb show() {
    return Verb.of("show", "Shows a user with its groups, policies and access keys.")
        .takes(Iam.user())
        .does(
            Work.iam("GetUser")
                .and("ListGroupsForUser", "Groups")
                .and("ListAttachedUserPolicies", "AttachedPolicies")
                .and("ListUserPolicies", "PolicyNames")
                .and("ListAccessKeys", "AccessKeyMetadata"))
        .shows(
            View.lines(
                Column.of("name", "User.UserName"),
                Column.of("id", "User.UserId"),
                Column.of("arn", "User.Arn"),
                Column.of("created", "User.CreateDate"),
                Column.of("password last used", "User.PasswordLastUsed"),
                new Column("tags", answer -> Tags.show(answer.object("User"))),
                Column.of("boundary", "User.PermissionsBoundary.PermissionsBoundaryArn"),
                new Column(
                    "groups",
                    answer ->
                        answer.objects("Groups").stream()
                            .map(group -> View.at(group, "GroupName"))
                            .collect(Collectors.joining(", "))),
                Iam.ATTACHED,
                Iam.INLINE,
                new Column("access keys", UserNoun::keys)))
        .examples("entrepot user show alice");
  }

  private static String keys(Json answer) {
    return answer.objects("AccessKeyMetadata").stream()
        .map(key -> View.at(key, "AccessKeyId") + " " + View.at(key, "Status"))
        .collect(Collectors.joining("\n"));
  }

  private static Verb rename() {
    return Verb.of("rename", "Gives a user another name; its keys, groups and policies stay.")
        .takes(Iam.user(), Argument.positional("NEW_NAME", "NewUserName", "The name from now on."))
        .does(Work.iam("UpdateUser"))
        .shows(View.said("user {NAME} is now {NEW_NAME}"))
        .examples("entrepot user rename alice alice.w");
  }

  private static Verb delete() {
    return Verb.of("delete", "Deletes a user.")
        .details(
            "Without --force only a user that has no access key, password, group or policy left.")
        .takes(
            Iam.user(),
            Iam.force("Takes its access keys, password, memberships and policies away first."))
        .does(asked ->
            Removal.delete(
                asked, "DeleteUser", asked.members(), Removal.of(asked, "User")::emptyUser))
        .shows(View.said("user {NAME} was deleted"))
        .examples("entrepot user delete alice", "entrepot user delete alice --force");
  }

  private static Verb tag() {
    return Verb.of("tag", "Sets tags of a user; others stay.")
        .takes(Iam.user(), Argument.tags().mandatory())
        .does(Work.iam("TagUser"))
        .shows(View.said("user {NAME} was tagged"))
        .examples("entrepot user tag alice --tag team=web");
  }

  private static Verb untag() {
    return Verb.of("untag", "Takes tags off a user.")
        .takes(Iam.user(), Iam.TAG_KEYS)
        .does(Work.iam("UntagUser"))
        .shows(View.said("user {NAME} was untagged"))
        .examples("entrepot user untag alice --key team");
  }

  private static Verb groups() {
    return Verb.of("groups", "Lists the groups that a user is in.")
        .takes(Iam.user())
        .does(Work.pages("iam", "ListGroupsForUser", "Groups"))
        .shows(GroupNoun.TABLE)
        .examples("entrepot user groups alice");
  }

  private static Verb setPassword() {
    return Verb.of("set-password", "Sets a user's password, with which it signs in by its name.")
        .details(
            "Asks for it at the terminal, or reads it from the standard input, or makes one. A"
                + " password is never an argument: others could see it in the list of processes.")
        .takes(
            Iam.user(),
            Argument.flag(Passwords.RANDOM, "", "Makes a random password, and shows it once."),
            Argument.flag(Passwords.STDIN, "", "Reads the new password from the standard input."))
        .does(Passwords::set)
        .shows(Passwords.VIEW)
        .examples(
            "entrepot user set-password alice",
            "entrepot user set-password alice --random",
            "pass show alice | entrepot user set-password alice --new-password-stdin");
  }

  private static Verb deletePassword() {
    return Verb.of("delete-password", "Takes a user's password away; its access keys stay.")
        .takes(Iam.user())
        .does(Work.iam("DeleteLoginProfile"))
        .shows(View.said("the password of user {NAME} was deleted"))
        .examples("entrepot user delete-password alice");
  }
}
