package io.entrepot.server.command;

import io.entrepot.server.command.View.Column;
import java.util.ArrayList;
import java.util.List;

/** The verbs that tie policies to users, groups and roles. */
final class PolicyHolders {
  static final View TABLE =
      (answer, asked, out) -> {
        List<Json> rows = new ArrayList<>(answer.objects("AttachedPolicies"));
        answer.texts("PolicyNames").forEach(name -> rows.add(new Json().with("PolicyName", name)));
        new Table(
                List.of(
                    Column.of("NAME", "PolicyName"),
                    new Column("KIND", row -> row.has("PolicyArn") ? "attached" : "inline"),
                    Column.of("ARN", "PolicyArn")))
            .print(rows, out);
      };

  private PolicyHolders() {}

  static Verb attach() {
    return Verb.of("attach", "Attaches a managed policy to a user, group or role.")
        .takes(PolicyNames.argument(""))
        .takesOneOf(Owner.arguments())
        .does(asked -> managed(asked, "Attach"))
        .shows(Owner.said("policy {POLICY} is attached to"))
        .examples(
            "entrepot policy attach AmazonEC2ContainerRegistryPullOnly --user alice",
            "entrepot policy attach arn:aws:iam::000000000000:policy/push-web --group developers");
  }

  static Verb detach() {
    return Verb.of("detach", "Detaches a managed policy from a user, group or role.")
        .takes(PolicyNames.argument(""))
        .takesOneOf(Owner.arguments())
        .does(asked -> managed(asked, "Detach"))
        .shows(Owner.said("policy {POLICY} is detached from"))
        .examples("entrepot policy detach push-web --role ci");
  }

  private static Json managed(Asked asked, String what) throws ClientException {
    Owner owner = Owner.of(asked);
    return asked.iam(
        what + owner.kind() + "Policy", owner.members().with("PolicyArn", PolicyNames.arn(asked)));
  }

  /** What is attached to the one that is given, and what is inline. */
  static Json policies(Asked asked) throws ClientException {
    Owner owner = Owner.of(asked);
    String kind = owner.kind();
    return asked
        .server()
        .pages("iam", "ListAttached" + kind + "Policies", owner.members(), "AttachedPolicies")
        .withAll(
            asked
                .server()
                .pages("iam", "List" + kind + "Policies", owner.members(), "PolicyNames"));
  }

  private static Argument inlineName() {
    return Argument.positional("NAME", "PolicyName", "The inline policy's name.");
  }

  private static Json inline(Asked asked, String what) throws ClientException {
    Owner owner = Owner.of(asked);
    return asked.iam(what + owner.kind() + "Policy", asked.members().withAll(owner.members()));
  }

  static Verb put() {
    return Verb.of("put", "Writes an inline policy, which belongs to one user, group or role.")
        .takes(inlineName(), Argument.document("PolicyDocument", "The policy (JSON)."))
        .takesOneOf(Owner.arguments())
        .does(asked -> inline(asked, "Put"))
        .shows(Owner.said("inline policy {NAME} was put to"))
        .examples("entrepot policy put pull-web --user alice --document pull-web.json");
  }

  static Verb get() {
    return Verb.of("get", "Shows the document of an inline policy.")
        .takes(inlineName())
        .takesOneOf(Owner.arguments())
        .does(asked -> inline(asked, "Get"))
        .shows(Documents.view("PolicyDocument"))
        .examples("entrepot policy get pull-web --user alice > pull-web.json");
  }

  static Verb remove() {
    return Verb.of("remove", "Deletes an inline policy.")
        .takes(inlineName())
        .takesOneOf(Owner.arguments())
        .does(asked -> inline(asked, "Delete"))
        .shows(Owner.said("inline policy {NAME} was removed from"))
        .examples("entrepot policy remove pull-web --user alice");
  }
}
