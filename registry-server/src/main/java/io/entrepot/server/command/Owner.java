package io.entrepot.server.command;

import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The user, group or role that a policy is for.
 *
 * @param kind {@code User}, {@code Group} or {@code Role}
 */
record Owner(String kind, String name) {
  /** Exactly one of them is given. */
  static Argument[] arguments() {
    return new Argument[] {
      argument("user", "A user's name."),
      argument("group", "A group's name."),
      argument("role", "A role's name.")
    };
  }

  private static Argument argument(String kind, String help) {
    return Argument.text("--" + kind, "NAME", "", help);
  }

  /** The one that is given. */
  static Owner of(Asked asked) throws ClientException {
    if (Stream.of("--user", "--group", "--role").filter(asked::has).count() > 1) {
      throw ClientException.usage("give one of --user, --group and --role");
    }
    for (String kind : new String[] {"User", "Group", "Role"}) {
      String option = "--" + kind.toLowerCase(Locale.ROOT);
      if (asked.has(option)) {
        return new Owner(kind, asked.required(option));
      }
    }
    throw new IllegalStateException("the command line asks for one");
  }

  static boolean isGiven(Asked asked) {
    return asked.has("--user") || asked.has("--group") || asked.has("--role");
  }

  /** The member that names it. */
  Json members() {
    return new Json().with(kind + "Name", name);
  }

  /** Its ARN, as the server tells it. */
  String arn(Asked asked) throws ClientException {
    return View.at(asked.iam("Get" + kind, members()), kind + ".Arn");
  }

  @Override
  public String toString() {
    return kind.toLowerCase(Locale.ROOT) + " " + name;
  }

  /** Says what was done, with the owner behind it. */
  static View said(String sentence) {
    return (answer, asked, out) ->
        View.said(sentence + " " + shown(asked)).print(answer, asked, out);
  }

  private static String shown(Asked asked) {
    return Stream.of("user", "group", "role")
        .filter(kind -> asked.has("--" + kind))
        .map(kind -> kind + " {--" + kind + "}")
        .collect(Collectors.joining());
  }
}
