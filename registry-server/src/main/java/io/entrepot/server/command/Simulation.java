package io.entrepot.server.command;

import io.entrepot.server.command.View.Column;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** {@code entrepot policy simulate}. */
final class Simulation {
  private static final String ACTION = "--action";
  private static final String REPOSITORY = "--repository";
  private static final String RESOURCE = "--resource";
  private static final String CONTEXT = "--context";
  private static final String PRINCIPAL = "--principal";
  private static final String RESULTS = "EvaluationResults";
  private static final int ACCOUNT_FIELD = 4;

  private Simulation() {}

  static Verb verb() {
    List<Argument> whose = new ArrayList<>(List.of(Owner.arguments()));
    whose.add(Argument.text(PRINCIPAL, "ARN", "", "The ARN of a user, group or role."));
    whose.add(
        Argument.text(Argument.DOCUMENT, "FILE", "", "This policy (JSON) alone, held by nobody."));
    return Verb.of("simulate", "Tells whether something would be allowed, and by what.")
        .details(
            "Asks the server to decide as it would for a request, and changes nothing. Exit code"
                + " 0: all is allowed; 1: something is not.")
        .takes(
            Argument.texts(
                    ACTION,
                    "ACTION",
                    "ActionNames",
                    "What would be done, such as ecr:BatchGetImage (pull) or ecr:PutImage (push);"
                        + " may be repeated.")
                .mandatory(),
            Argument.texts(REPOSITORY, "NAME", "", "With which repository; may be repeated."),
            Argument.texts(RESOURCE, "ARN", "", "With which resource; may be repeated."),
            Argument.texts(
                CONTEXT,
                "KEY=VALUE",
                "",
                "What the request would say of itself, such as aws:SourceIp=10.0.0.7; repeated for"
                    + " further keys and values."))
        .takesOneOf(whose.toArray(new Argument[0]))
        .does(Simulation::run)
        .shows(
            View.table(
                RESULTS,
                Column.of("ACTION", "EvalActionName"),
                Column.of("RESOURCE", "EvalResourceName"),
                Column.of("DECISION", "EvalDecision"),
                new Column("BY", Simulation::statements),
                new Column("WHY", Simulation::why)))
        .examples(
            "entrepot policy simulate --user alice --action ecr:BatchGetImage --repository"
                + " team/app",
            "entrepot policy simulate --role ci --action ecr:PutImage --repository team/app \\",
            "    --context ecr:ImageTag=v1 --output json",
            "entrepot policy simulate --document draft.json --action ecr:DeleteRepository");
  }

  private static Json run(Asked asked) throws ClientException {
    Json body = asked.members();
    String account;
    String operation;
    if (asked.has(Argument.DOCUMENT)) {
      operation = "SimulateCustomPolicy";
      body.with("PolicyInputList", List.of(asked.document(Argument.DOCUMENT)));
      account = asked.variable("ENTREPOT_ACCOUNT").orElse("000000000000");
    } else {
      operation = "SimulatePrincipalPolicy";
      String arn = asked.has(PRINCIPAL) ? asked.required(PRINCIPAL) : Owner.of(asked).arn(asked);
      body.with("PolicySourceArn", arn);
      account = account(arn);
    }
    List<String> resources = resources(asked, account);
    if (!resources.isEmpty()) {
      body.with("ResourceArns", resources);
    }
    List<Json> context = context(asked);
    if (!context.isEmpty()) {
      body.with("ContextEntries", context);
    }
    Json answer = asked.server().pages("iam", operation, body, RESULTS);
    if (!answer.objects(RESULTS).stream()
        .allMatch(result -> View.at(result, "EvalDecision").equals("allowed"))) {
      asked.failed();
    }
    return answer;
  }

  private static String account(String arn) {
    String[] fields = arn.split(":", -1);
    return fields.length > ACCOUNT_FIELD ? fields[ACCOUNT_FIELD] : "";
  }

  private static List<String> resources(Asked asked, String account) {
    String region =
        asked
            .variable("ENTREPOT_REGION")
            .or(() -> asked.variable("AWS_REGION"))
            .orElse("us-east-1");
    List<String> resources = new ArrayList<>(asked.texts(RESOURCE));
    for (String repository : asked.texts(REPOSITORY)) {
      resources.add("arn:aws:ecr:" + region + ":" + account + ":repository/" + repository);
    }
    return resources;
  }

  private static List<Json> context(Asked asked) throws ClientException {
    Map<String, List<Object>> values = new LinkedHashMap<>();
    for (String text : asked.texts(CONTEXT)) {
      int equals = text.indexOf('=');
      if (equals < 1) {
        throw ClientException.usage(CONTEXT + " is KEY=VALUE, not '" + text + "'");
      }
      values
          .computeIfAbsent(text.substring(0, equals), key -> new ArrayList<>())
          .add(text.substring(equals + 1));
    }
    return values.entrySet().stream()
        .map(entry ->
            new Json()
                .with("ContextKeyName", entry.getKey())
                .with("ContextKeyValues", entry.getValue())
                .with("ContextKeyType", entry.getValue().size() > 1 ? "stringList" : "string"))
        .toList();
  }

  private static String statements(Json result) {
    return result.objects("MatchedStatements").stream()
        .map(statement ->
            Optional.of(View.at(statement, "SourcePolicyId"))
                .filter(id -> !id.isEmpty())
                .orElseGet(() -> View.at(statement, "SourcePolicyType")))
        .collect(Collectors.joining(", "));
  }

  private static String why(Json result) {
    String explanation = View.at(result, "Explanation");
    if (!explanation.isEmpty()) {
      return explanation;
    }
    List<String> missing = result.texts("MissingContextValues");
    return missing.isEmpty() ? "" : "not told: " + String.join(", ", missing);
  }
}
