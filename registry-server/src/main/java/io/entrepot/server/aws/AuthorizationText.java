package io.entrepot.server.aws;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.entrepot.auth.decide.RefusedRequest;
import io.entrepot.server.aws.Tree.Members;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What an authorization message says once it is decoded, in AWS's shape (AWS STS API reference,
 * DecodeAuthorizationMessage). Ours is the member {@code policy}, which says where a statement
 * stands.
 */
final class AuthorizationText {
  /** How much is told, most first. */
  enum Depth {
    WHOLE,
    /** Of a statement only where it stands. */
    WITHOUT_STATEMENT,
    WITHOUT_CONDITIONS
  }

  private AuthorizationText() {}

  static Members of(RefusedRequest request, Depth depth) {
    List<Tree> statements =
        request.denial().map(denial -> statement(denial, depth)).stream().toList();
    return Members.of("allowed", new Tree.Flag(false))
        .and("explicitDeny", request.explicitDeny())
        .and("matchedStatements", items(statements))
        .and("failures", items(List.of()))
        .and("context", context(request, depth));
  }

  private static Members context(RefusedRequest request, Depth depth) {
    List<Tree> conditions = new ArrayList<>();
    if (depth != Depth.WITHOUT_CONDITIONS) {
      request.conditions().forEach((key, values) -> conditions.add(condition(key, values)));
    }
    return Members.of(
            "principal",
            Members.of("id", request.principal().userId())
                .and("name", request.principal().userName())
                .and("arn", request.principal().arn()))
        .and("action", request.action())
        .and("resource", request.resource())
        .and("conditions", items(conditions));
  }

  private static Tree statement(RefusedRequest.Denial denial, Depth depth) {
    Members statement =
        Members.of("statementId", denial.statement().statement())
            .and("effect", "DENY")
            .and("policy", denial.statement().policy());
    return depth == Depth.WHOLE ? statement.and(content(denial)) : statement;
  }

  private static Members content(RefusedRequest.Denial denial) {
    Members written = written(denial);
    Members content =
        Members.of("principals", items(values(written, "Principal")))
            .and("principalGroups", items(List.of()))
            .and("actions", items(values(written, "Action")))
            .and("resources", items(values(written, "Resource")));
    for (String inverted : List.of("NotPrincipal", "NotAction", "NotResource")) {
      List<Tree> values = values(written, inverted);
      if (!values.isEmpty()) {
        content = content.and("n" + inverted.substring(1) + "s", items(values));
      }
    }
    return content.and("conditions", items(conditions(written)));
  }

  /** The statement as its policy has it, which may be the policy's only one and in no list. */
  private static Members written(RefusedRequest.Denial denial) {
    Members policy;
    try {
      policy = JsonInput.read(denial.policy().getBytes(UTF_8));
    } catch (AwsException e) {
      // A policy may be longer than a request, or hold a fraction: then its place is all that is
      // told of the statement.
      return Members.NONE;
    }
    Tree statements = policy.values().get("Statement");
    Optional<Tree> statement =
        statements instanceof Tree.Items list
            ? list.values().stream().skip(denial.statement().index()).findFirst()
            : Optional.ofNullable(statements);
    return statement.isPresent() && statement.get() instanceof Members members
        ? members
        : Members.NONE;
  }

  private static List<Tree> conditions(Members statement) {
    List<Tree> conditions = new ArrayList<>();
    if (statement.values().get("Condition") instanceof Members operators) {
      for (Tree operator : operators.values().values()) {
        if (operator instanceof Members keys) {
          keys.values().forEach((key, value) -> conditions.add(condition(key, texts(value))));
        }
      }
    }
    return conditions;
  }

  private static Tree condition(String key, List<String> values) {
    return Members.of("key", key).and("values", items(values(values)));
  }

  private static List<Tree> values(Members statement, String element) {
    return Optional.ofNullable(statement.values().get(element))
        .map(value -> values(texts(value)))
        .orElse(List.of());
  }

  private static List<Tree> values(List<String> texts) {
    return texts.stream().<Tree>map(text -> Members.of("value", text)).toList();
  }

  /** All texts in it: a policy has one text, a list, or an object of either. */
  private static List<String> texts(Tree value) {
    List<String> texts = new ArrayList<>();
    switch (value) {
      case Tree.Text text -> texts.add(text.value());
      case Tree.Flag flag -> texts.add(String.valueOf(flag.value()));
      case Tree.Whole whole -> texts.add(String.valueOf(whole.value()));
      case Tree.Items items -> items.values().forEach(each -> texts.addAll(texts(each)));
      case Members members -> {
        for (Map.Entry<String, Tree> member : members.values().entrySet()) {
          texts.addAll(texts(member.getValue()));
        }
      }
      case Tree.Time time -> throw unknown();
      case Tree.Document document -> throw unknown();
      case Tree.Table table -> throw unknown();
      case Tree.Ours ours -> throw unknown();
      case Tree.Bytes bytes -> throw unknown();
    }
    return texts;
  }

  private static IllegalArgumentException unknown() {
    return new IllegalArgumentException("JSON has no such values");
  }

  private static Members items(List<Tree> values) {
    return Members.of("items", new Tree.Items(values));
  }
}
