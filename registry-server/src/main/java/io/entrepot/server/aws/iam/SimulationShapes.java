package io.entrepot.server.aws.iam;

import io.entrepot.auth.decide.Action;
import io.entrepot.auth.decide.Evaluation;
import io.entrepot.auth.decide.Evaluation.Decisive;
import io.entrepot.auth.decide.Evaluation.Layer;
import io.entrepot.auth.decide.Evaluation.Outcome;
import io.entrepot.auth.decide.Explanation;
import io.entrepot.server.aws.Tree;
import io.entrepot.server.aws.Tree.Members;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Tells what simulations found (IAM API reference, EvaluationResult, ResourceSpecificResult), with
 * members of our own: {@code Explanation}, a sentence, and of a statement its {@code StatementId}
 * and {@code StatementIndex}.
 */
final class SimulationShapes {
  private static final String REPOSITORY =
      "arn:${Partition}:ecr:${Region}:${Account}:repository/${RepositoryName}";

  /** From the most restrictive. */
  private static final List<Outcome> RESTRICTION =
      List.of(Outcome.EXPLICIT_DENY, Outcome.IMPLICIT_DENY, Outcome.ALLOWED);

  private SimulationShapes() {}

  /** One resource, and what was found of it. */
  record Answer(String arn, Explanation explanation) {
    Outcome outcome() {
      return explanation.evaluation().outcome();
    }
  }

  /** One action on all resources; on the whole the most restrictive answer counts. */
  static Tree result(Action action, List<Answer> answers) {
    Answer worst =
        answers.stream()
            .min(Comparator.comparingInt(answer -> RESTRICTION.indexOf(answer.outcome())))
            .orElseThrow();
    SortedSet<String> missing = new TreeSet<>();
    answers.forEach(answer -> missing.addAll(answer.explanation().missingKeys()));
    Members members =
        Members.of("EvalActionName", action.iamName())
            .and("EvalResourceName", template(answers))
            .and("EvalDecision", word(worst.outcome()))
            .and("MatchedStatements", statements(worst.explanation()))
            .and("MissingContextValues", Tree.texts(missing));
    members = details(members, worst.explanation());
    if (!answers.getFirst().arn().equals("*") || answers.size() > 1) {
      members =
          members.and("ResourceSpecificResults", Tree.items(answers, SimulationShapes::ofResource));
    }
    return members.and("Explanation", worst.explanation().sentence());
  }

  private static Tree ofResource(Answer answer) {
    Explanation found = answer.explanation();
    return details(
            Members.of("EvalResourceName", answer.arn())
                .and("EvalResourceDecision", word(answer.outcome()))
                .and("MatchedStatements", statements(found))
                .and("MissingContextValues", Tree.texts(found.missingKeys())),
            found)
        .and("Explanation", found.sentence());
  }

  private static Members details(Members members, Explanation found) {
    Members more = members;
    Outcome boundary = found.layers().get(Layer.BOUNDARY);
    if (boundary != null) {
      more =
          more.and(
              "PermissionsBoundaryDecisionDetail",
              Members.NONE.and("AllowedByPermissionsBoundary", boundary == Outcome.ALLOWED));
    }
    if (found.crossAccount()) {
      more = more.and("EvalDecisionDetails", sides(found.layers()));
    }
    return more;
  }

  private static Members sides(Map<Layer, Outcome> layers) {
    Members sides = Members.NONE;
    for (Map.Entry<Layer, Outcome> layer : new TreeMap<>(layers).entrySet()) {
      sides = sides.and(name(layer.getKey()), word(layer.getValue()));
    }
    return sides;
  }

  private static String name(Layer layer) {
    return switch (layer) {
      case IDENTITY, ROOT -> "identity-based policy";
      case RESOURCE -> "resource-based policy";
      case BOUNDARY -> "permissions boundary";
      case SESSION -> "session policy";
      case TRUST -> "role trust policy";
      case SCOPE, OPENNESS -> "other";
    };
  }

  private static Tree.Items statements(Explanation found) {
    return Tree.items(
        found.matched(),
        by ->
            Members.of("SourcePolicyId", by.policy())
                .and("SourcePolicyType", type(by, found.evaluation()))
                .and("StatementId", by.statement())
                .and("StatementIndex", by.index()));
  }

  private static String type(Decisive by, Evaluation evaluation) {
    String policy = by.policy();
    if (policy.startsWith("arn:aws:iam::aws:policy/")) {
      return "aws-managed";
    }
    if (policy.startsWith("arn:aws:iam::")) {
      return "user-managed";
    }
    for (String kind : List.of("user", "group", "role")) {
      if (policy.matches(".* of arn:aws:iam::[0-9]{12}:" + kind + "/.*")) {
        return kind;
      }
    }
    boolean resource =
        evaluation.layer() == Layer.RESOURCE && evaluation.by().filter(by::equals).isPresent();
    return resource ? "resource" : "none";
  }

  private static String template(List<Answer> answers) {
    return answers.stream().allMatch(answer -> answer.arn().startsWith("arn:aws:ecr:"))
        ? REPOSITORY
        : "*";
  }

  private static String word(Outcome outcome) {
    return switch (outcome) {
      case ALLOWED -> "allowed";
      case EXPLICIT_DENY -> "explicitDeny";
      case IMPLICIT_DENY -> "implicitDeny";
    };
  }
}
