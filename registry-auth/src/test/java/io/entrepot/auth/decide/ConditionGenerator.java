package io.entrepot.auth.decide;

import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Makes blocks of conditions. */
final class ConditionGenerator {
  /** Keys that go with some operators, and values that policies may give. */
  private record Family(List<String> operators, List<String> keys, List<String> values) {}

  private static final List<String> TEXT_KEYS =
      List.of(
          "aws:username",
          "AWS:UserName",
          "aws:PrincipalTag/team",
          "aws:PrincipalTag/Team",
          "aws:ResourceTag/team",
          "aws:UserAgent",
          "aws:PrincipalType",
          "aws:RequestTag/team",
          "aws:TagKeys");

  private static final List<Family> FAMILIES =
      List.of(
          new Family(
              List.of(
                  "StringEquals",
                  "StringNotEquals",
                  "StringEqualsIgnoreCase",
                  "StringNotEqualsIgnoreCase",
                  "StringLike",
                  "StringNotLike"),
              TEXT_KEYS,
              List.of(
                  "ann",
                  "blue",
                  "BLUE",
                  "b*",
                  "b?ue",
                  "*",
                  "team",
                  "level",
                  "User",
                  "docker/*",
                  "a$b{c}(d)",
                  "${aws:PrincipalTag/team}",
                  "${aws:username}",
                  "${aws:ResourceTag/team, \\u0027blue\\u0027}",
                  "b${*}",
                  "${$}x")),
          new Family(
              List.of(
                  "NumericEquals",
                  "NumericNotEquals",
                  "NumericLessThan",
                  "NumericLessThanEquals",
                  "NumericGreaterThan",
                  "NumericGreaterThanEquals"),
              List.of("aws:PrincipalTag/level", "aws:ResourceTag/level", "aws:EpochTime"),
              List.of("5", "7.5", "-1", "1795248000")),
          new Family(
              List.of(
                  "DateEquals",
                  "DateNotEquals",
                  "DateLessThan",
                  "DateLessThanEquals",
                  "DateGreaterThan",
                  "DateGreaterThanEquals"),
              List.of("aws:CurrentTime", "aws:TokenIssueTime"),
              List.of("2026-11-21T08:00:00Z", "2026-12-01", "2026-11-21T09:00:00+01:00")),
          new Family(
              List.of("Bool"),
              List.of("aws:SecureTransport", "aws:MultiFactorAuthPresent"),
              List.of("true", "false", "TRUE")),
          new Family(
              List.of("IpAddress", "NotIpAddress"),
              List.of("aws:SourceIp", "aws:VpcSourceIp"),
              List.of("203.0.113.0/24", "203.0.113.7", "2001:db8::/32", "0.0.0.0/0")),
          new Family(
              List.of("ArnEquals", "ArnLike", "ArnNotEquals", "ArnNotLike"),
              List.of("aws:PrincipalArn", "aws:SourceArn"),
              List.of(
                  "arn:aws:iam::123456789012:user/*",
                  "arn:aws:iam::*:role/ci",
                  "arn:aws:iam::123456789012:user/${aws:username}",
                  "arn:aws:s?s::*:*")),
          new Family(
              List.of("Null"),
              List.of("aws:username", "aws:PrincipalTag/team", "aws:TagKeys", "aws:UserAgent"),
              List.of("true", "false")));

  private final RandomGenerator random;

  ConditionGenerator(RandomGenerator random) {
    this.random = random;
  }

  String next() {
    return random.nextInt(4) == 0
        ? "{" + operator(0) + "," + operator(1) + "}"
        : "{" + operator(random.nextInt(FAMILIES.size())) + "}";
  }

  private String operator(int index) {
    Family family = FAMILIES.get(index);
    String name = pick(family.operators());
    if (!name.equals("Null")) {
      name =
          switch (random.nextInt(6)) {
            case 0 -> "ForAllValues:" + name;
            case 1 -> "ForAnyValue:" + name;
            case 2 -> name + "IfExists";
            case 3 -> random.nextInt(3) == 0 ? "ForAnyValue:" + name + "IfExists" : name;
            default -> name;
          };
    }
    String values =
        IntStream.rangeClosed(0, random.nextInt(2))
            .mapToObj(each -> "'" + pick(family.values()) + "'")
            .distinct()
            .collect(Collectors.joining(",", "[", "]"));
    return "'" + name + "':{'" + pick(family.keys()) + "':" + values + "}";
  }

  private String pick(List<String> from) {
    return from.get(random.nextInt(from.size()));
  }
}
