package io.entrepot.server.command;

import io.entrepot.server.command.View.Column;
import java.util.stream.Collectors;

/** Arguments and columns that several nouns of IAM share. */
final class Iam {
  static final String FORCE = "--force";

  static final Argument PATH =
      Argument.text("--path", "PATH", "Path", "A path in its ARN, such as /ops/. Default: /");
  static final Argument PATH_PREFIX =
      Argument.text("--path-prefix", "PATH", "PathPrefix", "Only what lies under this path.");
  static final Argument TAG_KEYS =
      Argument.texts("--key", "KEY", "TagKeys", "The tag's key; may be repeated.").mandatory();

  static final Column CREATED = Column.of("CREATED", "CreateDate");

  /** Policies that belong to nobody, by their names. */
  static final Column ATTACHED =
      new Column(
          "policies",
          answer ->
              answer.objects("AttachedPolicies").stream()
                  .map(policy -> View.at(policy, "PolicyArn"))
                  .collect(Collectors.joining("\n")));

  static final Column INLINE =
      new Column("inline policies", answer -> String.join("\n", answer.texts("PolicyNames")));

  private Iam() {}

  static Argument user() {
    return Argument.positional("NAME", "UserName", "The user's name.");
  }

  static Argument force(String what) {
    return Argument.flag(FORCE, "", what);
  }
}
