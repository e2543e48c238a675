package io.entrepot.auth.decide;

import io.entrepot.auth.principal.AccountId;
import io.entrepot.auth.principal.Principal;
import java.net.InetAddress;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Makes requests and policies that often speak of one another. */
final class CaseGenerator {
  private static final List<String> ACTIONS =
      List.of(
          "ecr:BatchGetImage",
          "ecr:Batch*",
          "ECR:batchgetimage",
          "ecr:*",
          "*",
          "ecr:PutImage",
          "ecr:?utImage",
          "ecr:Create*",
          "s3:*",
          "ecr:CreateRepository");
  private static final List<String> RESOURCES =
      List.of(
          "*",
          "arn:aws:ecr:us-east-1:123456789012:repository/*",
          "arn:aws:ecr:*:*:repository/team/*",
          "arn:aws:ecr:us-*:123456789012:repository/team/app",
          "arn:aws:ecr:us-east-1:123456789012:repository/${aws:username}/*",
          "arn:aws:ecr:us-east-1:123456789012:repository/${aws:PrincipalTag/team, 'team'}/app",
          "arn:aws:ecr:us-east-1:123456789012:repository/t${*}am/app",
          "arn:aws:ecr:us-east-1:123456789012:repository/t??m/a*p",
          "arn:aws:ecr:us-east-1:210987654321:repository/*",
          "arn:aws:ecr:*:123456789012:*",
          "arn:aws:ecr:*",
          "arn:aws:s3:::bucket/*");
  private static final List<String> PRINCIPALS =
      List.of(
          "'*'",
          "{'AWS':'*'}",
          "{'AWS':'123456789012'}",
          "{'AWS':'arn:aws:iam::123456789012:root'}",
          "{'AWS':'210987654321'}",
          "{'AWS':'arn:aws:iam::123456789012:user/ann'}",
          "{'AWS':['arn:aws:iam::123456789012:user/ann','123456789012']}",
          "{'AWS':'arn:aws:iam::210987654321:user/eve'}",
          "{'AWS':'arn:aws:iam::123456789012:role/ci'}",
          "{'AWS':'arn:aws:sts::123456789012:assumed-role/ci/run'}",
          "{'AWS':'arn:aws:sts::123456789012:assumed-role/ci/other'}",
          "{'AWS':['arn:aws:sts::123456789012:assumed-role/ci/run',"
              + "'arn:aws:iam::123456789012:role/ci','123456789012']}",
          "{'AWS':'arn:aws:sts::123456789012:federated-user/fred'}",
          "{'Service':'lambda.amazonaws.com'}");

  private final RandomGenerator random;
  private final ConditionGenerator conditions;

  CaseGenerator(RandomGenerator random) {
    this.random = random;
    this.conditions = new ConditionGenerator(random);
  }

  GeneratedCase next() {
    Principal principal = pick(principals());
    boolean anonymous = principal instanceof Principal.Anonymous;
    boolean role = principal instanceof Principal.AssumedRole;
    boolean federated = principal instanceof Principal.FederatedUser;
    boolean user = principal instanceof Principal.User;
    return new GeneratedCase(
        principal,
        permission(),
        anonymous ? Map.of() : tags(),
        tags(),
        request(),
        anonymous ? List.of() : policies(),
        (user || role) && chance(30) ? Optional.of(policy(false, 2)) : Optional.empty(),
        (role || federated) && chance(30) ? Optional.of(policy(false, 2)) : Optional.empty(),
        chance(60) ? Optional.of(policy(true, 3)) : Optional.empty());
  }

  private static List<Principal> principals() {
    AccountId far = Given.THERE;
    return List.of(
        Given.USER,
        Given.USER,
        Given.ROLE,
        Given.ROLE,
        Given.FEDERATED,
        new Principal.User(far, "/", "eve", "AIDAEVE0000000000001"),
        new Principal.AssumedRole(far, "/", "ci", "AROAFAR0000000000001", "run"),
        new Principal.Anonymous());
  }

  private Permission permission() {
    EcrAction action =
        pick(List.of(EcrAction.BATCH_GET_IMAGE, EcrAction.PUT_IMAGE, EcrAction.CREATE_REPOSITORY));
    Resource resource =
        new Resource.Repository(Given.HERE, pick(List.of("team/app", "team/app", "ann/x", "team")));
    return action == EcrAction.CREATE_REPOSITORY
        ? new Permission(
            action,
            resource,
            Map.of(
                "aws:tagkeys",
                new KeyValues.Known(
                    pick(List.of(List.<String>of(), List.of("team"), List.of("team", "level")))),
                "aws:requesttag/team",
                new KeyValues.Known(pick(List.of(List.<String>of(), List.of("blue"))))))
        : new Permission(action, resource);
  }

  private Map<String, String> tags() {
    return pick(
        List.of(
            Map.of(),
            Map.of("team", "blue"),
            Map.of("team", "Blue", "level", "5"),
            Map.of("team", "team", "level", "07.50"),
            Map.of("team", "b*", "level", "high")));
  }

  private RequestFacts request() {
    return new RequestFacts(
        InetAddress.ofLiteral(pick(List.of("203.0.113.7", "203.0.114.7", "2001:db8::7"))),
        random.nextBoolean(),
        pick(List.of(Optional.empty(), Optional.of("docker/20.10"), Optional.of("a$b{c}(d)"))),
        Instant.parse(pick(List.of("2026-11-21T08:00:00Z", "2027-01-01T00:00:00Z"))),
        Optional.empty());
  }

  private List<String> policies() {
    return IntStream.range(0, random.nextInt(3)).mapToObj(each -> policy(false, 2)).toList();
  }

  private String policy(boolean principals, int most) {
    String statements =
        IntStream.rangeClosed(0, random.nextInt(most))
            .mapToObj(each -> statement(principals))
            .collect(Collectors.joining(","));
    // All parts of a policy that has no variables mean the same in both versions.
    String version = statements.contains("${") || chance(80) ? "2012-10-17" : "2008-10-17";
    return "{'Version':'" + version + "','Statement':[" + statements + "]}";
  }

  private String statement(boolean principals) {
    boolean deny = chance(20);
    StringBuilder text = new StringBuilder("{'Effect':'").append(deny ? "Deny" : "Allow");
    text.append(chance(12) ? "','NotAction':" : "','Action':").append(list(ACTIONS));
    if (principals) {
      text.append(deny && chance(30) ? ",'NotPrincipal':" : ",'Principal':");
      text.append(pick(PRINCIPALS));
    } else {
      text.append(chance(12) ? ",'NotResource':" : ",'Resource':").append(list(RESOURCES));
    }
    if (chance(45)) {
      text.append(",'Condition':").append(conditions.next());
    }
    return text.append('}').toString();
  }

  private String list(List<String> from) {
    return IntStream.rangeClosed(0, random.nextInt(2))
        .mapToObj(each -> pick(from))
        .map(value -> "'" + value.replace("'", "\\u0027") + "'")
        .distinct()
        .collect(Collectors.joining(",", "[", "]"));
  }

  private boolean chance(int percent) {
    return random.nextInt(100) < percent;
  }

  private <T> T pick(List<T> from) {
    return from.get(random.nextInt(from.size()));
  }
}
