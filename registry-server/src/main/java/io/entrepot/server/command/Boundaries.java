package io.entrepot.server.command;

import java.util.Locale;

/** The verbs for permissions boundaries, the same for users and roles. */
final class Boundaries {
  private Boundaries() {}

  static Verb set(String kind, Argument name) {
    String noun = kind.toLowerCase(Locale.ROOT);
    return Verb.of("set-boundary", "Bounds what a " + noun + " can be allowed by its policies.")
        .details("A " + noun + " may do what both its policies and its boundary allow.")
        .takes(name, PolicyNames.argument(""))
        .does(asked ->
            asked.iam(
                "Put" + kind + "PermissionsBoundary",
                asked.members().with("PermissionsBoundary", PolicyNames.arn(asked))))
        .shows(View.said("the boundary of " + noun + " {NAME} was set"))
        .examples(
            "entrepot " + noun + " set-boundary builder AmazonEC2ContainerRegistryPowerUser",
            "entrepot " + noun + " set-boundary builder arn:aws:iam::000000000000:policy/bounds");
  }

  static Verb delete(String kind, Argument name) {
    String noun = kind.toLowerCase(Locale.ROOT);
    return Verb.of("delete-boundary", "Takes the permissions boundary of a " + noun + " away.")
        .takes(name)
        .does(Work.iam("Delete" + kind + "PermissionsBoundary"))
        .shows(View.said("the boundary of " + noun + " {NAME} was deleted"))
        .examples("entrepot " + noun + " delete-boundary builder");
  }
}
