package io.entrepot.server.aws.ecr;

import io.entrepot.auth.principal.AccountId;
import io.entrepot.server.aws.Asker;
import io.entrepot.server.aws.AwsError;
import io.entrepot.storage.oci.OciSyntaxException;
import io.entrepot.storage.oci.RegistryId;
import io.entrepot.storage.oci.RepositoryKey;
import io.entrepot.storage.oci.RepositoryName;
import java.net.URI;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What repositories are called outside: their ARNs, and the addresses that clients pull from. */
public final class Naming {
  private final String region;
  private final AccountId first;
  private final Optional<URI> external;
  private final Pattern arn;

  /**
   * Names of one server.
   *
   * @param region of the registries
   * @param first the account whose registry the server's own address means
   * @param external that address; empty: what each client calls it
   */
  public Naming(String region, AccountId first, Optional<URI> external) {
    this.region = region;
    this.first = first;
    this.external = external;
    this.arn =
        Pattern.compile("arn:aws:ecr:" + Pattern.quote(region) + ":([0-9]{12}):repository/(.+)");
  }

  String arn(RepositoryKey repository) {
    return "arn:aws:ecr:"
        + region
        + ":"
        + repository.registry()
        + ":repository/"
        + repository.name();
  }

  /** What docker calls the repository. */
  String uri(Asker asker, RepositoryKey repository) {
    return endpoint(asker, new AccountId(repository.registry().value()))
            .replaceFirst("^[a-z]+://", "")
        + "/"
        + repository.name();
  }

  /** The address of an account's registry, with its scheme and without a slash at the end. */
  String endpoint(Asker asker, AccountId account) {
    if (external.isPresent() && account.equals(first)) {
      return external.get().toString().replaceFirst("/+$", "");
    }
    String host = asker.host().isEmpty() ? "localhost" : asker.host();
    return (asker.secure() ? "https://" : "http://") + host;
  }

  /**
   * The repository of an ARN, which need not exist.
   *
   * @throws io.entrepot.server.aws.AwsException when it is none
   */
  RepositoryKey repository(String text) {
    Matcher parts = arn.matcher(text);
    if (parts.matches()) {
      try {
        return new RepositoryKey(
            new RegistryId(parts.group(1)), new RepositoryName(parts.group(2)));
      } catch (OciSyntaxException e) {
        // No repository is called so: the same answer as for any other text.
      }
    }
    throw AwsError.INVALID_PARAMETER.because(
        "Invalid parameter at 'resourceArn' failed to satisfy constraint: 'Invalid ARN'");
  }
}
