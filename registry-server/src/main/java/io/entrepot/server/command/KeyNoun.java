package io.entrepot.server.command;

import io.entrepot.server.command.View.Column;
import java.util.Optional;

/** {@code entrepot key}. */
final class KeyNoun {
  private static final String OWNER = "--owner";
  private static final String LABEL = "ACCESS_KEY_ID";
  private static final String ROOT = "root";

  private KeyNoun() {}

  static Noun noun() {
    return new Noun(
        "key",
        "Access keys: an id and a secret with which programs get in, at most two per user.",
        create(),
        list(),
        status("activate", "Active", "Lets an access key in again."),
        status("deactivate", "Inactive", "Keeps an access key out, at once, and can be undone."),
        delete(),
        lastUsed());
  }

  private static Argument user(String help) {
    return Argument.positional("USER", "UserName", help + " Default: the caller").optional();
  }

  private static Argument key() {
    return Argument.positional(LABEL, "AccessKeyId", "The access key's id.");
  }

  private static Verb create() {
    return Verb.of("create", "Makes an access key; its secret is shown this once.")
        .takes(user("Whose it will be."))
        .does(Work.iam("CreateAccessKey"))
        .shows(
            View.lines(
                    Column.of("user", "AccessKey.UserName"),
                    Column.of("access key id", "AccessKey.AccessKeyId"),
                    Column.of("secret access key", "AccessKey.SecretAccessKey"))
                .andNotes("The secret is shown this once; keep it now."))
        .examples(
            "entrepot key create alice",
            "entrepot key create builder --output json > builder-key.json");
  }

  private static Verb list() {
    return Verb.of("list", "Lists a user's access keys.")
        .takes(user("Whose."))
        .does(Work.pages("iam", "ListAccessKeys", "AccessKeyMetadata"))
        .shows(
            View.table(
                "AccessKeyMetadata",
                Column.of("ACCESS KEY ID", "AccessKeyId"),
                Column.of("USER", "UserName"),
                Column.of("STATUS", "Status"),
                Iam.CREATED))
        .examples("entrepot key list alice");
  }

  private static Verb status(String name, String status, String header) {
    return Verb.of(name, header)
        .takes(key(), owner())
        .does(asked -> asked.iam("UpdateAccessKey", owned(asked).with("Status", status)))
        .shows(
            View.said(
                "access key {" + LABEL + "} is now " + status.toLowerCase(java.util.Locale.ROOT)))
        .examples("entrepot key " + name + " AKIAIOSFODNN7EXAMPLE");
  }

  private static Verb delete() {
    return Verb.of("delete", "Deletes an access key for good.")
        .takes(key(), owner())
        .does(asked -> asked.iam("DeleteAccessKey", owned(asked)))
        .shows(View.said("access key {" + LABEL + "} was deleted"))
        .examples("entrepot key delete AKIAIOSFODNN7EXAMPLE");
  }

  private static Verb lastUsed() {
    return Verb.of("last-used", "Shows whose an access key is, and when and for what it was used.")
        .takes(key())
        .does(Work.iam("GetAccessKeyLastUsed"))
        .shows(
            View.lines(
                Column.of("user", "UserName"),
                Column.of("last used", "AccessKeyLastUsed.LastUsedDate"),
                Column.of("service", "AccessKeyLastUsed.ServiceName"),
                Column.of("region", "AccessKeyLastUsed.Region")))
        .examples("entrepot key last-used AKIAIOSFODNN7EXAMPLE");
  }

  private static Argument owner() {
    return Argument.text(OWNER, "USER", "UserName", "Whose it is. Default: the server is asked");
  }

  /**
   * AWS wants the owner's name too; people have only the key. A root's keys are its own affair, and
   * no user is called so: whoever asks about them is meant.
   */
  private static Json owned(Asked asked) throws ClientException {
    Json body = asked.members();
    if (body.has("UserName")) {
      return body;
    }
    Json key = asked.iam("GetAccessKeyLastUsed", asked.members());
    Optional<String> owner = key.text("UserName");
    owner.filter(name -> !name.equals(ROOT)).ifPresent(name -> body.with("UserName", name));
    return body;
  }
}
