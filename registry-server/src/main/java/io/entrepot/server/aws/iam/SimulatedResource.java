package io.entrepot.server.aws.iam;

import io.entrepot.auth.decide.Action;
import io.entrepot.auth.decide.Resource;
import io.entrepot.auth.principal.AccountId;
import io.entrepot.server.aws.AwsError;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the ARNs of resources that simulations are about. */
final class SimulatedResource {
  private static final Pattern REPOSITORY =
      Pattern.compile("arn:aws:ecr:([a-z0-9-]+):([0-9]{12}):repository/(.{1,256})");
  private static final Pattern PUBLIC =
      Pattern.compile("arn:aws:ecr-public::([0-9]{12}):(repository|registry)/(.{1,256})");
  private static final Pattern IDENTITY = Pattern.compile("arn:aws:iam::([0-9]{12}):(.{1,1024})");

  private SimulatedResource() {}

  /**
   * The resource that an ARN names.
   *
   * @param owner of what the ARN {@code *} means
   * @param region of this server's repositories
   */
  static Resource of(String arn, Action action, AccountId owner, String region) {
    if (arn.equals("*")) {
      return action.iamName().startsWith("ecr:")
          ? new Resource.Registry(owner)
          : new Resource.Account(owner);
    }
    Matcher repository = REPOSITORY.matcher(arn);
    if (repository.matches() && repository.group(1).equals(region)) {
      return new Resource.Repository(new AccountId(repository.group(2)), repository.group(3));
    }
    Matcher open = PUBLIC.matcher(arn);
    if (open.matches()) {
      AccountId account = new AccountId(open.group(1));
      return open.group(2).equals("registry")
          ? new Resource.PublicRegistry(account)
          : new Resource.PublicRepository(account, open.group(3));
    }
    Matcher identity = IDENTITY.matcher(arn);
    if (identity.matches()) {
      return new Resource.Identity(new AccountId(identity.group(1)), identity.group(2));
    }
    throw AwsError.INVALID_INPUT.because(
        "Resources here are *, those of IAM, and repositories such as arn:aws:ecr:"
            + region
            + ":"
            + owner
            + ":repository/app, not "
            + arn);
  }
}
