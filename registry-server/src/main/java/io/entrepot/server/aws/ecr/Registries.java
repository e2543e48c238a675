package io.entrepot.server.aws.ecr;

import io.entrepot.auth.decide.EcrAction;
import io.entrepot.auth.decide.Permission;
import io.entrepot.auth.decide.Resource;
import io.entrepot.auth.principal.AccountId;
import io.entrepot.server.aws.Asker;
import io.entrepot.server.aws.AwsError;
import io.entrepot.server.aws.Input;
import io.entrepot.server.aws.Tree.Members;
import io.entrepot.server.oci.OciPermission;
import io.entrepot.storage.oci.RegistryId;
import io.entrepot.storage.oci.RepositoryKey;
import io.entrepot.storage.oci.RepositoryName;
import java.util.List;

/** Which registry or repository an operation means, and what it needs there. */
final class Registries {
  private Registries() {}

  /** The one that is named, else the caller's. */
  static AccountId named(Asker asker, Input input) {
    return input.optionalText("registryId").map(Registries::account).orElseGet(asker::account);
  }

  static AccountId account(String digits) {
    try {
      return new AccountId(digits);
    } catch (IllegalArgumentException e) {
      throw AwsError.INVALID_PARAMETER.because(
          "Invalid parameter at 'registryId' failed to satisfy constraint: 'must satisfy regular"
              + " expression '[0-9]{12}''");
    }
  }

  /** The repository that is named in it, which need not exist. */
  static RepositoryKey repository(Asker asker, Input input) {
    return repository(named(asker, input), input.text("repositoryName"));
  }

  static RepositoryKey repository(AccountId account, String name) {
    return new RepositoryKey(registry(account), new RepositoryName(name));
  }

  /**
   * Several of one registry.
   *
   * @param most that may be named at once
   */
  static List<RepositoryKey> repositories(AccountId account, List<String> names, int most) {
    if (names.isEmpty() || names.size() > most) {
      throw AwsError.INVALID_PARAMETER.because(
          "Invalid parameter at 'repositoryNames' failed to satisfy constraint: 'Member must have"
              + " length between 1 and "
              + most
              + "'");
    }
    return names.stream().map(name -> repository(account, name)).toList();
  }

  /** The members that name a repository. */
  static Members shape(RepositoryKey repository) {
    return Members.of("registryId", repository.registry().value())
        .and("repositoryName", repository.name().value());
  }

  static RegistryId registry(AccountId account) {
    return new RegistryId(account.value());
  }

  /** The permission to do this to a repository. */
  static Permission may(EcrAction action, RepositoryKey repository) {
    return new Permission(action, resource(repository));
  }

  /** The permission to do this to the registry as a whole. */
  static Permission may(EcrAction action, AccountId account) {
    return new Permission(action, new Resource.Registry(account));
  }

  static Resource resource(RepositoryKey repository) {
    return OciPermission.resource(repository);
  }
}
