package io.entrepot.server.command;

import io.entrepot.server.command.View.Column;
import java.util.stream.Collectors;

/** {@code entrepot group}. */
final class GroupNoun {
  static final View TABLE =
      View.table(
          "Groups",
          Column.of("NAME", "GroupName"),
          Column.of("ID", "GroupId"),
          Column.of("PATH", "Path"),
          Iam.CREATED);

  private GroupNoun() {}

  static Noun noun() {
    return new Noun(
        "group",
        "Groups: users that share policies.",
        create(),
        list(),
        show(),
        rename(),
        delete(),
        addUser(),
        removeUser());
  }

  private static Argument group() {
    return Argument.positional("NAME", "GroupName", "The group's name.");
  }

  private static Argument user() {
    return Argument.positional("USER", "UserName", "The user's name.");
  }

  private static Verb create() {
    return Verb.of("create", "Makes a group.")
        .takes(group(), Iam.PATH)
        .does(Work.iam("CreateGroup"))
        .shows(View.said("created {.Group.Arn}"))
        .examples("entrepot group create developers");
  }

  private static Verb list() {
    return Verb.of("list", "Lists the groups.")
        .takes(Iam.PATH_PREFIX)
        .does(Work.pages("iam", "ListGroups", "Groups"))
        .shows(TABLE)
        .examples("entrepot group list");
  }

  private static Verb show() {
    return Verb.of("show", "Shows a group with its users and policies.")
        .takes(group())
        .does(
            Work.pages("iam", "GetGroup", "Users")
                .and("ListAttachedGroupPolicies", "AttachedPolicies")
                .and("ListGroupPolicies", "PolicyNames"))
        .shows(
            View.lines(
                Column.of("name", "Group.GroupName"),
                Column.of("id", "Group.GroupId"),
                Column.of("arn", "Group.Arn"),
                Column.of("created", "Group.CreateDate"),
                new Column("users", GroupNoun::users),
                Iam.ATTACHED,
                Iam.INLINE))
        .examples("entrepot group show developers");
  }

  private static String users(Json answer) {
    return answer.objects("Users").stream()
        .map(user -> View.at(user, "UserName"))
        .collect(Collectors.joining("\n"));
  }

  private static Verb rename() {
    return Verb.of("rename", "Gives a group another name; its users and policies stay.")
        .takes(group(), Argument.positional("NEW_NAME", "NewGroupName", "The name from now on."))
        .does(Work.iam("UpdateGroup"))
        .shows(View.said("group {NAME} is now {NEW_NAME}"))
        .examples("entrepot group rename developers engineers");
  }

  private static Verb delete() {
    return Verb.of("delete", "Deletes a group; its users stay.")
        .details("Without --force only a group that has no user and no policy left.")
        .takes(group(), Iam.force("Takes its users out and its policies away first."))
        .does(asked ->
            Removal.delete(
                asked, "DeleteGroup", asked.members(), Removal.of(asked, "Group")::emptyGroup))
        .shows(View.said("group {NAME} was deleted"))
        .examples("entrepot group delete developers --force");
  }

  private static Verb addUser() {
    return Verb.of("add-user", "Puts a user into a group.")
        .takes(group(), user())
        .does(Work.iam("AddUserToGroup"))
        .shows(View.said("user {USER} is in group {NAME}"))
        .examples("entrepot group add-user developers alice");
  }

  private static Verb removeUser() {
    return Verb.of("remove-user", "Takes a user out of a group.")
        .takes(group(), user())
        .does(Work.iam("RemoveUserFromGroup"))
        .shows(View.said("user {USER} is no longer in group {NAME}"))
        .examples("entrepot group remove-user developers alice");
  }
}
