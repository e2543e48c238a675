package io.entrepot.server.aws.registry;

import io.entrepot.auth.principal.AccountId;
import io.entrepot.server.aws.Asker;
import io.entrepot.server.aws.AwsError;
import io.entrepot.storage.oci.OciSyntaxException;
import io.entrepot.storage.oci.RepositoryKey;
import java.util.function.BiFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a service's repositories are called outside: their ARNs and their addresses. Any thread. */
public final class Naming {
  private final String prefix;
  private final Registries registries;
  private final BiFunction<Asker, RepositoryKey, String> uris;
  private final Pattern arn;

  /**
   * Names of one service.
   *
   * @param prefix what stands before the account in ARNs, such as {@code arn:aws:ecr:us-east-1:}
   * @param uris what docker calls a repository when somebody asks for it
   */
  public Naming(
      String prefix, Registries registries, BiFunction<Asker, RepositoryKey, String> uris) {
    this.prefix = prefix;
    this.registries = registries;
    this.uris = uris;
    this.arn = Pattern.compile(Pattern.quote(prefix) + "([0-9]{12}):repository/(.+)");
  }

  /** The repository's ARN. */
  public String arn(RepositoryKey repository) {
    return prefix + repository.registry().account() + ":repository/" + repository.name();
  }

  /** What docker calls the repository. */
  public String uri(Asker asker, RepositoryKey repository) {
    return uris.apply(asker, repository);
  }

  /**
   * The repository of an ARN, which need not exist.
   *
   * @throws io.entrepot.server.aws.AwsException when it is none
   */
  public RepositoryKey repository(String text) {
    Matcher parts = arn.matcher(text);
    if (parts.matches()) {
      try {
        return registries.repository(new AccountId(parts.group(1)), parts.group(2));
      } catch (OciSyntaxException e) {
        // No repository is called so: the same answer as for any other text.
      }
    }
    throw AwsError.INVALID_PARAMETER.because(
        "Invalid parameter at 'resourceArn' failed to satisfy constraint: 'Invalid ARN'");
  }
}
