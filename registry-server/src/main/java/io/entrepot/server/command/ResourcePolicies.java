package io.entrepot.server.command;

/** The verbs for the policies of repositories and of the whole registry. */
final class ResourcePolicies {
  private static final Argument REGISTRY =
      Argument.text("--registry", "ACCOUNT", "registryId", "Whose. Default: the caller's account");

  private ResourcePolicies() {}

  private static Argument name() {
    return Argument.positional("REPOSITORY", "repositoryName", "The repository, such as team/app.");
  }

  static Noun repository() {
    return new Noun(
        "repository",
        "The policy of a repository: whom it lets in, other accounts and everybody included.",
        Verb.of("set", "Sets the policy of a repository.")
            .takes(
                name(),
                Argument.document("policyText", "The policy (JSON), with principals."),
                REGISTRY)
            .does(Work.call("ecr", "SetRepositoryPolicy"))
            .shows(View.said("the policy of repository {REPOSITORY} was set"))
            .examples("entrepot policy repository set team/app --document public.json"),
        Verb.of("show", "Shows the policy of a repository.")
            .takes(name(), REGISTRY)
            .does(Work.call("ecr", "GetRepositoryPolicy"))
            .shows(Documents.view("policyText"))
            .examples("entrepot policy repository show team/app"),
        Verb.of("delete", "Deletes the policy of a repository; the repository stays.")
            .takes(name(), REGISTRY)
            .does(Work.call("ecr", "DeleteRepositoryPolicy"))
            .shows(View.said("the policy of repository {REPOSITORY} was deleted"))
            .examples("entrepot policy repository delete team/app"));
  }

  static Noun registry() {
    return new Noun(
        "registry",
        "The policy of the whole registry of the account.",
        Verb.of("set", "Sets the policy of the registry.")
            .takes(Argument.document("policyText", "The policy (JSON), with principals."))
            .does(Work.call("ecr", "PutRegistryPolicy"))
            .shows(View.said("the policy of the registry was set"))
            .examples("entrepot policy registry set --document registry.json"),
        Verb.of("show", "Shows the policy of the registry.")
            .does(Work.call("ecr", "GetRegistryPolicy"))
            .shows(Documents.view("policyText"))
            .examples("entrepot policy registry show"),
        Verb.of("delete", "Deletes the policy of the registry.")
            .does(Work.call("ecr", "DeleteRegistryPolicy"))
            .shows(View.said("the policy of the registry was deleted"))
            .examples("entrepot policy registry delete"));
  }
}
