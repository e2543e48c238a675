package io.entrepot.auth.decide;

import io.entrepot.auth.decide.Evaluation.Decisive;
import io.entrepot.auth.decide.Evaluation.Layer;
import io.entrepot.auth.principal.Principal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A refused request as an authorization message tells of it (AWS STS API reference,
 * DecodeAuthorizationMessage): for those who look after the caller's account, not for the caller.
 *
 * @param explicitDeny whether a statement denies it
 * @param denial that statement; empty when there is none, or it is another account's business
 * @param resource its ARN, or {@code *}
 * @param conditions values of the condition keys that the request has and that need no look-up
 */
public record RefusedRequest(
    boolean explicitDeny,
    Optional<Denial> denial,
    Principal principal,
    String action,
    String resource,
    SortedMap<String, List<String>> conditions) {
  private static final List<String> GLOBAL_KEYS =
      List.of(
          "aws:CurrentTime",
          "aws:EpochTime",
          "aws:PrincipalAccount",
          "aws:PrincipalArn",
          "aws:PrincipalType",
          "aws:RequestedRegion",
          "aws:ResourceAccount",
          "aws:SecureTransport",
          "aws:SourceIp",
          "aws:TokenIssueTime",
          "aws:UserAgent",
          "aws:userid",
          "aws:username");

  /**
   * A statement that denies.
   *
   * @param policy the whole policy that it stands in, as JSON
   */
  public record Denial(Decisive statement, String policy) {}

  /**
   * What was refused.
   *
   * @param own whether caller and resource are of one account
   */
  static RefusedRequest of(
      Caller caller,
      Permission permission,
      ResourceFacts facts,
      String region,
      Evaluation evaluation,
      boolean own) {
    ResourceFacts shown = own ? facts : ResourceFacts.NONE;
    boolean denied = evaluation.outcome() == Evaluation.Outcome.EXPLICIT_DENY;
    return new RefusedRequest(
        denied,
        evaluation
            .by()
            // Since the decision a policy may have come that allows it: that is no denial.
            .filter(statement -> denied)
            .flatMap(statement -> denial(statement, policies(caller, shown, evaluation.layer()))),
        caller.principal(),
        permission.action().iamName(),
        ResourceNames.text(permission.resource(), region),
        conditions(
            caller, permission, shown, new RequestValues(caller, permission, shown, region)));
  }

  private static Optional<Denial> denial(Decisive statement, AttachedPolicies policies) {
    return policies.list().stream()
        .filter(policy -> policy.name().equals(statement.policy()))
        .findFirst()
        .map(policy -> new Denial(statement, policy.document().json()));
  }

  private static AttachedPolicies policies(Caller caller, ResourceFacts facts, Layer layer) {
    Standing standing = caller.standing();
    return switch (layer) {
      case IDENTITY -> standing.identity();
      case BOUNDARY -> standing.boundary().orElse(AttachedPolicies.NONE);
      case SESSION -> standing.session().orElse(AttachedPolicies.NONE);
      case RESOURCE -> facts.policies();
      case ROOT, TRUST, SCOPE, OPENNESS -> AttachedPolicies.NONE;
    };
  }

  private static SortedMap<String, List<String>> conditions(
      Caller caller, Permission permission, ResourceFacts facts, RequestValues values) {
    List<String> names = new ArrayList<>(GLOBAL_KEYS);
    caller.standing().tags().keySet().forEach(tag -> names.add("aws:PrincipalTag/" + tag));
    facts.tags().keySet().forEach(tag -> names.add("aws:ResourceTag/" + tag));
    for (Map.Entry<String, KeyValues> key : permission.keys().entrySet()) {
      if (key.getValue() instanceof KeyValues.Known) {
        names.add(key.getKey());
      }
    }
    SortedMap<String, List<String>> conditions = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    for (String name : names) {
      List<String> found = values.values(name.toLowerCase(Locale.ROOT));
      if (!found.isEmpty()) {
        conditions.putIfAbsent(name, found);
      }
    }
    return conditions;
  }
}
