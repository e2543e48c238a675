import io.entrepot.auth.identity.InlinePolicy;

/** Policies as people write them: some with conditions, some that deny. */
final class PolicyTexts {
  private static final String[] CONDITIONS = {
    "",
    ",\"Condition\":{\"IpAddress\":{\"aws:SourceIp\":[\"10.0.0.0/8\",\"127.0.0.0/8\"]}}",
    ",\"Condition\":{\"StringEquals\":{\"aws:PrincipalTag/team\":\"TEAM\"}}",
    ",\"Condition\":{\"StringNotLike\":{\"aws:UserAgent\":[\"curl/*\",\"Wget/*\"]}}",
  };

  private PolicyTexts() {}

  /** Lets whoever has it pull from the repositories of one team. */
  static String pulling(int number) {
    String condition = CONDITIONS[number % CONDITIONS.length].replace("TEAM", Fill.team(number));
    String pull =
        "{\"Sid\":\"Pull\",\"Effect\":\"Allow\",\"Action\":[\"ecr:BatchGetImage\","
            + "\"ecr:GetDownloadUrlForLayer\",\"ecr:DescribeImages\"],\"Resource\":"
            + "\"arn:aws:ecr:*:*:repository/"
            + Fill.team(number)
            + "/*\""
            + condition
            + "}";
    String login =
        "{\"Effect\":\"Allow\",\"Action\":\"ecr:GetAuthorizationToken\",\"Resource\":\"*\"}";
    String ended =
        "{\"Sid\":\"Ended\",\"Effect\":\"Deny\",\"Action\":\"ecr:*\",\"Resource\":\"*\","
            + "\"Condition\":{\"DateLessThan\":{\"aws:CurrentTime\":\"2020-01-01T00:00:00Z\"}}}";
    return document(number % 5 == 0 ? pull + "," + login + "," + ended : pull + "," + login);
  }

  static InlinePolicy inline() {
    return new InlinePolicy(
        "own",
        document(
            "{\"Effect\":\"Allow\",\"Action\":[\"ecr:PutImage\",\"ecr:*Layer*\"],"
                + "\"Resource\":\"arn:aws:ecr:*:*:repository/${aws:username}/*\"}"));
  }

  /** A repository's own, for an account that nobody here is of. */
  static String ofRepository() {
    return document(
        "{\"Sid\":\"Partner\",\"Effect\":\"Allow\",\"Principal\":{\"AWS\":\"111122223333\"},"
            + "\"Action\":\"ecr:BatchGetImage\"}");
  }

  private static String document(String statements) {
    return "{\"Version\":\"2012-10-17\",\"Statement\":[" + statements + "]}";
  }
}
