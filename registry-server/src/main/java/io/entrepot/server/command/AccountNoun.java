package io.entrepot.server.command;

import io.entrepot.server.command.View.Column;

/** {@code entrepot account}. */
final class AccountNoun {
  private static final String SERVICE = "organizations";

  private AccountNoun() {}

  static Noun noun() {
    return new Noun(
        "account",
        "Accounts: registries beside each other, each with its own root, users and repositories.",
        create(),
        list(),
        show());
  }

  private static Verb create() {
    return Verb.of("create", "Makes an account; the credentials of its root are shown this once.")
        .details("Whoever asks has to belong to the server's first account.")
        .takes(
            Argument.text(
                "--id", "ACCOUNT", "AccountId", "Twelve digits. Default: any that are free"))
        .does(Work.call(SERVICE, "CreateAccount"))
        .shows(
            View.lines(
                    new Column("account", answer -> first(answer, "AccountId")),
                    new Column("root password", answer -> first(answer, "RootPassword")),
                    new Column("root access key id", answer -> first(answer, "AccessKeyId")),
                    new Column(
                        "root secret access key", answer -> first(answer, "SecretAccessKey")))
                .andNotes("Password and secret are shown this once; keep them now."))
        .examples(
            "entrepot account create",
            "entrepot account create --id 111122223333 --output json > root.json");
  }

  private static String first(Json answer, String member) {
    return answer
        .text(member)
        .orElseGet(() -> View.at(answer.object("CreateAccountStatus"), member));
  }

  private static Verb list() {
    return Verb.of("list", "Lists the accounts.")
        .does(Work.pages(SERVICE, "ListAccounts", "Accounts"))
        .shows(
            View.table(
                "Accounts",
                Column.of("ID", "Id"),
                Column.of("STATUS", "Status"),
                Column.of("CREATED", "JoinedTimestamp")))
        .examples("entrepot account list");
  }

  private static Verb show() {
    return Verb.of("show", "Shows an account.")
        .takes(Argument.positional("ACCOUNT", "AccountId", "Its twelve digits."))
        .does(Work.call(SERVICE, "DescribeAccount"))
        .shows(
            View.lines(
                Column.of("id", "Account.Id"),
                Column.of("status", "Account.Status"),
                Column.of("created", "Account.JoinedTimestamp")))
        .examples("entrepot account show 111122223333");
  }
}
