package io.entrepot.server.aws.iam;

import io.entrepot.auth.decide.Action;
import io.entrepot.auth.decide.Evaluation;
import io.entrepot.auth.decide.Evaluation.Decisive;
import io.entrepot.auth.decide.Evaluation.Layer;
import io.entrepot.auth.decide.Evaluation.Outcome;
import io.entrepot.auth.decide.Explanation;
import io.entrepot.server.aws.Tree;
import io.entrepot.server.aws.Tree.Members;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Tells what simulations found (IAM API reference, EvaluationResult, ResourceSpecificResult), with
 * members of our own: {@code Explanation}, a sentence, and of a statement its {@code StatementId}
 * and {@code StatementIndex}.
 */
final class SimulationShapes {
  private SimulationShapes() {}

  /**
   * One action on one resource. AWS now tells of all resources of an action at once, in {@code
   * ResourceSpecificResults}, and once told of each apart: whoever reads either finds it here.
   */
  static Tree result(Action action, String arn, Explanation found) {
    Members result =
        details(
                Members.of("EvalActionName", action.iamName())
                    .and("EvalResourceName", arn)
                    .and("EvalDecision", word(found.evaluation().outcome())),
                found)
            .and("Explanation", new Tree.Ours(new Tree.Text(found.sentence())));
    return arn.equals("*")
        ? result
        : result.and("ResourceSpecificResults", new Tree.Items(List.of(ofResource(arn, found))));
  }

  private static Tree ofResource(String arn, Explanation found) {
    return details(
        Members.of("EvalResourceName", arn)
            .and("EvalResourceDecision", word(found.evaluation().outcome())),
        found);
  }

  private static Members details(Members members, Explanation found) {
    Members more =
        members
            .and("MatchedStatements", statements(found))
            .and("MissingContextValues", Tree.texts(found.missingKeys()));
    Outcome boundary = found.layers().get(Layer.BOUNDARY);
    if (boundary != null) {
      more =
          more.and(
              "PermissionsBoundaryDecisionDetail",
              Members.NONE.and("AllowedByPermissionsBoundary", boundary == Outcome.ALLOWED));
    }
    if (found.crossAccount()) {
      more = more.and("EvalDecisionDetails", new Tree.Table(sides(found.layers())));
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
                .and("StatementId", new Tree.Ours(new Tree.Text(by.statement())))
                .and("StatementIndex", new Tree.Ours(new Tree.Whole(by.index()))));
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

  private static String word(Outcome outcome) {
    return switch (outcome) {
      case ALLOWED -> "allowed";
      case EXPLICIT_DENY -> "explicitDeny";
      case IMPLICIT_DENY -> "implicitDeny";
    };
  }
}
