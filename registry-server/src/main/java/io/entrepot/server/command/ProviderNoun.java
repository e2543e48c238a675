package io.entrepot.server.command;

import io.entrepot.server.command.View.Column;
import java.util.List;

/** {@code entrepot provider}. */
final class ProviderNoun {
  private static final String LABEL = "PROVIDER";

  private ProviderNoun() {}

  static Noun noun() {
    return new Noun(
        "provider",
        "OpenID Connect providers, whose tokens roles may trust: a cluster, a CI system.",
        create(),
        list(),
        show(),
        delete());
  }

  private static Argument provider() {
    return Argument.positional(LABEL, "", "The provider's ARN or its URL.");
  }

  private static Verb create() {
    return Verb.of("create", "Makes a provider known.")
        .takes(
            Argument.positional("URL", "Url", "Its issuer, such as https://ci.example.org."),
            Argument.texts(
                    "--client-id",
                    "AUDIENCE",
                    "ClientIDList",
                    "An audience that its tokens may be for; may be repeated.")
                .mandatory(),
            Argument.texts(
                "--thumbprint",
                "SHA1",
                "ThumbprintList",
                "SHA-1 of a certificate of its server; may be repeated."),
            Argument.tags())
        .does(Work.iam("CreateOpenIDConnectProvider"))
        .shows(View.said("created {.OpenIDConnectProviderArn}"))
        .examples("entrepot provider create https://ci.example.org --client-id sts.amazonaws.com");
  }

  private static Verb list() {
    return Verb.of("list", "Lists the providers.")
        .does(Work.iam("ListOpenIDConnectProviders"))
        .shows(View.table("OpenIDConnectProviderList", Column.of("ARN", "Arn")))
        .examples("entrepot provider list");
  }

  private static Verb show() {
    return Verb.of("show", "Shows a provider.")
        .takes(provider())
        .does(asked -> asked.iam("GetOpenIDConnectProvider", named(asked)))
        .shows(
            View.lines(
                Column.of("url", "Url"),
                Column.of("created", "CreateDate"),
                new Column("audiences", answer -> String.join("\n", answer.texts("ClientIDList"))),
                new Column(
                    "thumbprints", answer -> String.join("\n", answer.texts("ThumbprintList"))),
                new Column("tags", Tags::show)))
        .examples("entrepot provider show https://ci.example.org");
  }

  private static Verb delete() {
    return Verb.of("delete", "Forgets a provider; its tokens open nothing from now on.")
        .takes(provider())
        .does(asked -> asked.iam("DeleteOpenIDConnectProvider", named(asked)))
        .shows(View.said("provider {" + LABEL + "} was deleted"))
        .examples("entrepot provider delete https://ci.example.org");
  }

  private static Json named(Asked asked) throws ClientException {
    String given = asked.required(LABEL);
    if (given.startsWith("arn:")) {
      return new Json().with("OpenIDConnectProviderArn", given);
    }
    String end = ":oidc-provider/" + given.replaceFirst("^https?://", "").replaceFirst("/+$", "");
    List<Json> known =
        asked.iam("ListOpenIDConnectProviders", new Json()).objects("OpenIDConnectProviderList");
    return known.stream()
        .map(each -> View.at(each, "Arn"))
        .filter(arn -> arn.endsWith(end))
        .findFirst()
        .map(arn -> new Json().with("OpenIDConnectProviderArn", arn))
        .orElseThrow(() ->
            new ClientException(
                "there is no provider " + given + "; entrepot provider list shows those that are"));
  }
}
