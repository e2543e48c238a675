package io.entrepot.auth.decide;

import io.entrepot.auth.policy.PolicyKind;
import io.entrepot.auth.principal.Principal;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A request and the policies that decide it, as JSON texts. */
record GeneratedCase(
    Principal principal,
    Permission permission,
    Map<String, String> principalTags,
    Map<String, String> resourceTags,
    RequestFacts request,
    List<String> identity,
    Optional<String> boundary,
    Optional<String> session,
    Optional<String> repository) {
  private static final List<String> KEYS =
      List.of(
          "aws:username",
          "aws:PrincipalTag/team",
          "aws:PrincipalTag/level",
          "aws:ResourceTag/team",
          "aws:ResourceTag/level",
          "aws:SourceIp",
          "aws:SecureTransport",
          "aws:CurrentTime",
          "aws:EpochTime",
          "aws:UserAgent",
          "aws:PrincipalArn",
          "aws:PrincipalType",
          "aws:TagKeys",
          "aws:RequestTag/team");

  Caller caller() {
    Standing standing =
        new Standing(
            principalTags,
            attached(identity.stream()),
            boundary.map(text -> attached(Stream.of(text))),
            session.map(text -> attached(Stream.of(text))));
    return Given.caller(principal, standing, request);
  }

  ResourceFacts facts() {
    return new ResourceFacts(
        new AttachedPolicies(
            repository.stream()
                .map(text -> Given.policy("R", PolicyKind.REPOSITORY, text))
                .toList()),
        resourceTags);
  }

  private static AttachedPolicies attached(Stream<String> texts) {
    return new AttachedPolicies(
        texts.map(text -> Given.policy("P", PolicyKind.IDENTITY, text)).toList());
  }

  Evaluation evaluate() {
    return Given.evaluate(caller(), permission, facts());
  }

  /** The values that the request has of a key. */
  List<String> values(String key) {
    return new RequestValues(caller(), permission, facts(), Given.REGION)
        .values(key.toLowerCase(Locale.ROOT));
  }

  /** All policies' texts. */
  String policies() {
    return Stream.of(identity.stream(), boundary.stream(), session.stream(), repository.stream())
        .flatMap(texts -> texts)
        .collect(Collectors.joining("\n"));
  }

  /** What iam-simulate is asked. */
  String simulation() {
    String anonymous = "{'type':'Anonymous'}";
    String asks =
        principal instanceof Principal.Anonymous ? anonymous : "'" + principal.arn() + "'";
    String named =
        identity.stream()
            .map(text -> "{'name':'p','policy':" + text + "}")
            .collect(Collectors.joining(","));
    String context =
        KEYS.stream()
            .filter(key -> !values(key).isEmpty())
            .map(key -> "'" + key + "':" + json(key))
            .collect(Collectors.joining(","));
    return ("{'identityPolicies':["
            + named
            + "],'serviceControlPolicies':[],'resourceControlPolicies':[]"
            + boundary
                .map(text -> ",'permissionBoundaryPolicies':[{'name':'b','policy':" + text + "}]")
                .orElse("")
            + session.map(text -> ",'sessionPolicy':" + text).orElse("")
            + repository.map(text -> ",'resourcePolicy':" + text).orElse("")
            + ",'request':{'action':'"
            + permission.action().iamName()
            + "','principal':"
            + asks
            + ",'resource':{'accountId':'"
            + permission.resource().account()
            + "','resource':'"
            + ResourceNames.text(permission.resource(), Given.REGION)
            + "'},'contextVariables':{"
            + context
            + "}}}")
        .replace('\'', '"');
  }

  private String json(String key) {
    List<String> values = values(key);
    return key.equals("aws:TagKeys")
        ? values.stream().map(value -> "'" + value + "'").collect(Collectors.joining(",", "[", "]"))
        : "'" + values.getFirst() + "'";
  }
}
