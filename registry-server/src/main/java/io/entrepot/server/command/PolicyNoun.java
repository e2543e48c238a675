package io.entrepot.server.command;

import io.entrepot.server.command.View.Column;
import java.util.Locale;
import java.util.Map;

/** {@code entrepot policy}. */
final class PolicyNoun {
  private static final String SCOPE = "--scope";
  private static final Map<String, String> SCOPES =
      Map.of("all", "All", "own", "Local", "aws", "AWS");
  private static final String VERSION = "--version";

  private static final View MANAGED =
      View.table(
          "Policies",
          Column.of("NAME", "PolicyName"),
          Column.of("ARN", "Arn"),
          Column.of("VERSION", "DefaultVersionId"),
          Column.of("ATTACHED", "AttachmentCount"));

  private PolicyNoun() {}

  static Noun noun() {
    return new Noun(
        "policy",
        "Policies: who may do what.",
        create(),
        list(),
        show(),
        delete(),
        PolicyVersions.list(),
        PolicyVersions.add(),
        PolicyVersions.setDefault(),
        PolicyVersions.delete(),
        PolicyHolders.attach(),
        PolicyHolders.detach(),
        PolicyHolders.put(),
        PolicyHolders.get(),
        PolicyHolders.remove(),
        Simulation.verb(),
        ResourcePolicies.repository(),
        ResourcePolicies.registry());
  }

  private static Verb create() {
    return Verb.of("create", "Makes a managed policy, to be attached to users, groups and roles.")
        .takes(
            Argument.positional("NAME", "PolicyName", "The policy's name."),
            Argument.document("PolicyDocument", "The policy (JSON)."),
            Iam.PATH,
            Argument.text("--description", "TEXT", "Description", "What it is for."),
            Argument.tags())
        .does(Work.iam("CreatePolicy"))
        .shows(View.said("created {.Policy.Arn}"))
        .examples(
            "entrepot policy create push-web --document push-web.json",
            "entrepot policy create push-web --document - < push-web.json");
  }

  private static Verb list() {
    return Verb.of("list", "Lists the managed policies, or those of a user, group or role.")
        .details("Of a user, group or role it lists what is attached to it and what is inline.")
        .takes(Owner.arguments())
        .takes(
            Argument.text(
                SCOPE, "SCOPE", "", "own, aws (those that are there from the start), or all."),
            Iam.PATH_PREFIX)
        .does(asked -> {
          if (Owner.isGiven(asked)) {
            return PolicyHolders.policies(asked);
          }
          String scope = asked.text(SCOPE).orElse("all").toLowerCase(Locale.ROOT);
          if (!SCOPES.containsKey(scope)) {
            throw ClientException.usage(SCOPE + " is own, aws or all");
          }
          Json body = asked.members().with("Scope", SCOPES.getOrDefault(scope, ""));
          return asked.server().pages("iam", "ListPolicies", body, "Policies");
        })
        .shows((answer, asked, out) ->
            (Owner.isGiven(asked) ? PolicyHolders.TABLE : MANAGED).print(answer, asked, out))
        .examples(
            "entrepot policy list",
            "entrepot policy list --scope own --output json",
            "entrepot policy list --user alice");
  }

  private static Verb show() {
    return Verb.of("show", "Shows a managed policy, its document and what it is attached to.")
        .takes(
            PolicyNames.argument(""),
            Argument.text(VERSION, "VERSION", "", "Such as v2. Default: the one that is in force"))
        .does(PolicyNoun::shown)
        .shows(
            View.lines(
                Column.of("name", "Policy.PolicyName"),
                Column.of("id", "Policy.PolicyId"),
                Column.of("arn", "Policy.Arn"),
                Column.of("created", "Policy.CreateDate"),
                Column.of("description", "Policy.Description"),
                new Column("tags", answer -> Tags.show(answer.object("Policy"))),
                Column.of("attached to", "Policy.AttachmentCount"),
                Column.of("in force", "Policy.DefaultVersionId"),
                Column.of("version", "PolicyVersion.VersionId"),
                new Column(
                    "document",
                    answer -> Documents.indented(View.at(answer, "PolicyVersion.Document")))))
        .examples(
            "entrepot policy show push-web",
            "entrepot policy show AmazonEC2ContainerRegistryPullOnly",
            "entrepot policy show push-web --version v1");
  }

  private static Json shown(Asked asked) throws ClientException {
    Json policy = new Json().with("PolicyArn", PolicyNames.arn(asked));
    Json answer = asked.iam("GetPolicy", policy);
    String version =
        asked.text(VERSION).orElseGet(() -> View.at(answer, "Policy.DefaultVersionId"));
    return answer.withAll(asked.iam("GetPolicyVersion", policy.with("VersionId", version)));
  }

  private static Verb delete() {
    return Verb.of("delete", "Deletes a managed policy.")
        .details("Without --force only one that is attached to nothing and has one version.")
        .takes(PolicyNames.argument(""), Iam.force("Detaches it and deletes its versions first."))
        .does(asked -> {
          String arn = PolicyNames.arn(asked);
          Json policy = new Json().with("PolicyArn", arn);
          return Removal.delete(
              asked, "DeletePolicy", policy, () -> PolicyVersions.empty(asked, arn));
        })
        .shows(View.said("policy {POLICY} was deleted"))
        .examples("entrepot policy delete push-web", "entrepot policy delete push-web --force");
  }
}
