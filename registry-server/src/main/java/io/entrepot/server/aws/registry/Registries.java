package io.entrepot.server.aws.registry;

import io.entrepot.auth.decide.EcrAction;
import io.entrepot.auth.decide.Permission;
import io.entrepot.auth.decide.Resource;
import io.entrepot.auth.principal.AccountId;
import io.entrepot.server.access.PublicAliases;
import io.entrepot.server.aws.Asker;
import io.entrepot.server.aws.AwsError;
import io.entrepot.server.aws.Input;
import io.entrepot.server.aws.Tree.Members;
import io.entrepot.server.oci.OciPermission;
import io.entrepot.storage.oci.RegistryId;
import io.entrepot.storage.oci.RepositoryKey;
import io.entrepot.storage.oci.RepositoryName;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * The registries that a service is about, one of each account: which of them or of their
 * repositories an operation means, and what it needs there. Any thread.
 */
public final class Registries {
  /** Those of Amazon ECR. */
  public static final Registries PRIVATE =
      new Registries(account -> new RegistryId(account.value()), Registries::digits);

  private static final Pattern DIGITS = Pattern.compile("[0-9]{12}");

  private final Function<AccountId, RegistryId> registry;
  private final Function<String, AccountId> account;

  /**
   * @param registry that of an account
   * @param account the one that a text names
   */
  private Registries(
      Function<AccountId, RegistryId> registry, Function<String, AccountId> account) {
    this.registry = registry;
    this.account = account;
  }

  /**
   * Those of Amazon ECR Public.
   *
   * @param aliases by which an account's may be named as well
   */
  public static Registries ofPublic(PublicAliases aliases) {
    return new Registries(
        account -> RegistryId.ofPublic(account.value()),
        text ->
            DIGITS.matcher(text).matches()
                ? digits(text)
                : aliases
                    .account(text)
                    .orElseThrow(() ->
                        AwsError.REGISTRY_NOT_FOUND.because(
                            "The registry with id '" + text + "' does not exist")));
  }

  /** The one that is named, else the caller's. */
  public AccountId named(Asker asker, Input input) {
    return input.optionalText("registryId").map(this::account).orElseGet(asker::account);
  }

  /** The account that a registry's id means. */
  public AccountId account(String text) {
    return account.apply(text);
  }

  private static AccountId digits(String text) {
    try {
      return new AccountId(text);
    } catch (IllegalArgumentException e) {
      throw AwsError.INVALID_PARAMETER.because(
          "Invalid parameter at 'registryId' failed to satisfy constraint: 'must satisfy regular"
              + " expression '[0-9]{12}''");
    }
  }

  /** The repository that is named in it, which need not exist. */
  public RepositoryKey repository(Asker asker, Input input) {
    return repository(named(asker, input), input.text("repositoryName"));
  }

  /** The same of a registry that is known. */
  public RepositoryKey repository(AccountId account, String name) {
    return new RepositoryKey(registry(account), new RepositoryName(name));
  }

  /**
   * Several of one registry.
   *
   * @param most that may be named at once
   */
  public List<RepositoryKey> repositories(AccountId account, List<String> names, int most) {
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
  public static Members shape(RepositoryKey repository) {
    return Members.of("registryId", repository.registry().account())
        .and("repositoryName", repository.name().value());
  }

  /** The registry of an account. */
  public RegistryId registry(AccountId account) {
    return registry.apply(account);
  }

  /** The permission to do this to a repository. */
  public static Permission may(EcrAction action, RepositoryKey repository) {
    return OciPermission.of(repository, action);
  }

  /** The permission to do this to all repositories of a registry. */
  public static Permission mayAll(EcrAction action, RegistryId registry) {
    return new Permission(
        OciPermission.action(registry, action), OciPermission.resource(registry, "*"));
  }

  /** The permission to do this to the registry as a whole. */
  public static Permission may(EcrAction action, AccountId account) {
    return new Permission(action, new Resource.Registry(account));
  }

  public static Resource resource(RepositoryKey repository) {
    return OciPermission.resource(repository);
  }
}
